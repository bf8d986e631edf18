using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>What one writes first with TorchSharp: batches of 32, padded and masked, through the model.</summary>
internal sealed class PlainEncoder(SentenceEncoder encoder, bool sorted) : IDisposable
{
    private readonly EmbeddingModel _model = encoder.ToModules();

    private const int BatchSize = 32;

    /// <returns>One embedding per sentence, in their order.</returns>
    public float[][] Encode(IReadOnlyList<string> sentences)
    {
        int[][] tokens = [.. sentences.Select(sentence => encoder.Tokenizer.Encode(sentence, encoder.MaximumTokens))];
        var order = Enumerable.Range(0, tokens.Length);
        var embeddings = new float[tokens.Length][];
        foreach (var batch in (sorted ? order.OrderBy(index => tokens[index].Length) : order).Chunk(BatchSize))
        {
            var rows = EncodeBatch([.. batch.Select(index => tokens[index])]);
            for (var row = 0; row < batch.Length; row++)
            {
                embeddings[batch[row]] = rows[row];
            }
        }

        return embeddings;
    }

    public void Dispose() => _model.Dispose();

    private float[][] EncodeBatch(int[][] tokens)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var batch = TokenBatch.Create(tokens, encoder.Tokenizer.PaddingId);
        var states = _model.Transformer.forward(batch)[^1]; // [batch, tokens, hidden]
        var mask = batch.Attended.unsqueeze(-1); // [batch, tokens, 1]
        var embeddings = nn.functional.normalize((states * mask).sum(1) / mask.sum(1)); // [batch, hidden]
        return [.. embeddings.data<float>().ToArray().Chunk(encoder.Dimension)];
    }
}
