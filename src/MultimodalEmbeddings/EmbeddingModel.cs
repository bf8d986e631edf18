using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>The weights of a sentence encoder in libtorch's modules: for training, and the oracle of the other engine.</summary>
internal sealed class EmbeddingModel(TransformerModel transformer, IReadOnlyList<DenseLayer> dense) : SentenceModel
{
    public TransformerModel Transformer { get; } = transformer;

    public IReadOnlyList<DenseLayer> Layers { get; } = dense;

    public override EncoderConfiguration Configuration => Transformer.Configuration;

    public override bool HasPooler => Transformer.Pooler is not null;

    public override IReadOnlyList<DenseWeights> Dense => [.. Layers.Select(layer => layer.ToWeights())];

    public override IEnumerable<NamedTensor> Tensors => Transformer.named_parameters().Select(pair =>
        new NamedTensor(pair.name, pair.parameter.shape, () => ParameterMemory.Of(pair.parameter).ToArray()));

    public IEnumerable<Parameter> TrainedParameters => Transformer.parameters().Concat(Layers.SelectMany(layer => layer.parameters()));

    /// <param name="rule">The pooling.</param>
    /// <param name="batch">The sentences, [batch, tokens].</param>
    /// <returns>Embeddings, [batch, dimension], not normalised.</returns>
    public Tensor Embed(PoolingRule rule, TokenBatch batch)
    {
        using var scope = NewDisposeScope();

        var pooled = PooledEmbeddings.Compute(rule, Transformer, batch);
        return Layers.Aggregate(pooled, (embeddings, layer) => layer.forward(embeddings)).MoveToOuterDisposeScope();
    }

    public override void Embed(PoolingRule rule, IReadOnlyList<int[]> sentences, Span<float> embeddings)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var batch = TokenBatch.Create(sentences, Configuration.PaddingId);
        ParameterMemory.Of(Embed(rule, batch).contiguous()).CopyTo(embeddings);
    }

    public override IEnumerable<int[]> Cut(IReadOnlyList<int> lengths) => BatchPlan.CutPadded(lengths);

    public override EmbeddingModel ToModules() => Clone(Transformer.Pooler);

    /// <summary>A second model with weights of its own.</summary>
    /// <param name="pooler">The transformer's own dense layer in the second, or null for none.</param>
    public EmbeddingModel Clone(DenseTanh? pooler) =>
        new(EncoderWeights.Clone(Transformer, pooler), [.. Layers.Select(layer => new DenseLayer(layer.ToWeights()))]);

    public override void Dispose()
    {
        Transformer.Dispose();
        foreach (var layer in Layers)
        {
            layer.Dispose();
        }
    }
}
