using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Transformers;

/// <summary>Sentences of a batch as token ids, the shorter ones padded at the end.</summary>
/// <remarks>Its tensors belong to the dispose scope in which it was made.</remarks>
internal sealed class TokenBatch
{
    private TokenBatch(Tensor ids, Tensor attended, Tensor? attentionMask)
    {
        Ids = ids;
        Attended = attended;
        AttentionMask = attentionMask;
    }

    /// <summary>Token ids, [batch, tokens], int64.</summary>
    public Tensor Ids { get; }

    /// <summary>1 for a token, 0 for padding: [batch, tokens], float32.</summary>
    public Tensor Attended { get; }

    /// <summary>
    /// What attention adds to its scores, [batch, 1, 1, tokens]: 0 for a token, −∞ for padding; null where nothing is padded.
    /// </summary>
    public Tensor? AttentionMask { get; }

    /// <param name="sentences">
    /// Token ids of each, without padding; at least one sentence. One without ids, an empty text where the tokenizer adds no
    /// special tokens, counts as a single padding token, so that it has hidden states too.
    /// </param>
    /// <param name="paddingId">The id that fills the shorter rows.</param>
    public static TokenBatch Create(IReadOnlyList<int[]> sentences, int paddingId)
    {
        if (sentences.Count == 0)
        {
            throw new ArgumentException("A batch needs at least one sentence.", nameof(sentences));
        }

        int[][] rows = [.. sentences.Select(ids => ids.Length == 0 ? [paddingId] : ids)];
        var width = rows.Max(row => row.Length);
        var ids = new long[rows.Length * width];
        var attended = new float[ids.Length];
        Array.Fill(ids, paddingId);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                ids[(row * width) + column] = rows[row][column];
                attended[(row * width) + column] = 1;
            }
        }

        var shape = new long[] { rows.Length, width };
        var mask = NativeTensor.From(attended, shape);
        var padded = rows.Any(row => row.Length < width);
        var additive = padded ? mask.log().unsqueeze(1).unsqueeze(1) : null; // log 0 = −∞
        return new TokenBatch(NativeTensor.From(ids, shape), mask, additive);
    }
}
