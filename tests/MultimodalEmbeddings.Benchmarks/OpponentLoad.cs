using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Sentences that opponents encode.</summary>
/// <param name="Model">What tables call the model.</param>
/// <param name="Kind">What tables call the sentences.</param>
/// <param name="Modules">The model, whose embeddings are the right ones.</param>
/// <param name="Tokens">Token ids of each sentence.</param>
internal sealed record OpponentLoad(string Model, string Kind, TransformerModel Modules, int[][] Tokens)
{
    public int Dimension => Modules.Configuration.HiddenSize;

    /// <returns>The mean of the last hidden states, to length 1, [sentences · dimension].</returns>
    public float[] Expected()
    {
        var embeddings = new float[Tokens.Length * Dimension];
        foreach (var batch in TokenBudget.Cut(Tokens, 2048))
        {
            using var scope = NewDisposeScope();
            using var gradients = no_grad();

            var tokens = TokenBatch.Create([.. batch.Select(index => Tokens[index])], Modules.Configuration.PaddingId);
            var rows = nn.functional.normalize(PooledEmbeddings.Compute(Pooling.Mean, Modules, tokens)); // [batch, dimension]
            for (var row = 0; row < batch.Length; row++)
            {
                ParameterMemory.Of(rows).Slice(row * Dimension, Dimension).CopyTo(embeddings.AsSpan(batch[row] * Dimension));
            }
        }

        return embeddings;
    }
}
