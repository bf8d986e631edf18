using MultimodalEmbeddings.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>All weights of a sentence encoder: the transformer, and dense layers behind the pooling, often none.</summary>
internal sealed class EmbeddingModel(TransformerModel transformer, IReadOnlyList<DenseLayer> dense) : IDisposable
{
    public TransformerModel Transformer { get; } = transformer;

    public IReadOnlyList<DenseLayer> Dense { get; } = dense;

    public IEnumerable<Parameter> Parameters => Transformer.parameters().Concat(Dense.SelectMany(layer => layer.parameters()));

    /// <param name="rule">The pooling.</param>
    /// <param name="batch">The sentences, [batch, tokens].</param>
    /// <returns>Embeddings, [batch, dimension], not normalised.</returns>
    public Tensor Embed(PoolingRule rule, TokenBatch batch)
    {
        using var scope = NewDisposeScope();

        var pooled = PooledEmbeddings.Compute(rule, Transformer, batch);
        return Dense.Aggregate(pooled, (embeddings, layer) => layer.forward(embeddings)).MoveToOuterDisposeScope();
    }

    /// <summary>Components of an embedding.</summary>
    public int Dimension(IReadOnlyList<Pooling> poolings) => Dense.Count > 0 ? Dense[^1].OutputSize : PooledSize(poolings);

    /// <summary>Components of what the poolings give together.</summary>
    public int PooledSize(IReadOnlyList<Pooling> poolings) => checked(poolings.Count * Transformer.Configuration.HiddenSize);

    /// <summary>A second model with weights of its own.</summary>
    /// <param name="pooler">The transformer's own dense layer in the second, or null for none.</param>
    public EmbeddingModel Clone(DenseTanh? pooler) =>
        new(EncoderWeights.Clone(Transformer, pooler), [.. Dense.Select(layer => new DenseLayer(layer.ToWeights()))]);

    public void Dispose()
    {
        Transformer.Dispose();
        foreach (var layer in Dense)
        {
            layer.Dispose();
        }
    }
}
