using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings;

/// <summary>All weights of a sentence encoder, and what computes with them. Safe for concurrent use.</summary>
internal abstract class SentenceModel : IDisposable
{
    public abstract EncoderConfiguration Configuration { get; }

    /// <summary>Whether the transformer has a dense layer of its own, with tanh, for the first token.</summary>
    public abstract bool HasPooler { get; }

    /// <summary>The dense layers behind the pooling, often none, as they are now.</summary>
    public abstract IReadOnlyList<DenseWeights> Dense { get; }

    /// <summary>The transformer's tensors as they are now, the pooler's among them.</summary>
    public abstract IEnumerable<NamedTensor> Tensors { get; }

    /// <param name="rule">The pooling.</param>
    /// <param name="sentences">Token ids of each, at least one.</param>
    /// <param name="embeddings">Receives the embeddings, [sentences, dimension], not normalised.</param>
    public abstract void Embed(PoolingRule rule, IReadOnlyList<int[]> sentences, Span<float> embeddings);

    /// <summary>Cuts sentences, by their token counts, into the batches that this computes best.</summary>
    public abstract IEnumerable<int[]> Cut(IReadOnlyList<int> lengths);

    /// <summary>The same weights in libtorch's modules, to be trained.</summary>
    public abstract EmbeddingModel ToModules();

    public abstract void Dispose();

    /// <summary>How many numbers the weights are.</summary>
    public long Parameters =>
        Tensors.Sum(tensor => tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension))
        + Dense.Sum(layer => (long)layer.Weight.Length + (layer.Bias?.Length ?? 0));

    /// <summary>Components of an embedding.</summary>
    public int Dimension(IReadOnlyList<Pooling> poolings) => Dense.Count > 0 ? Dense[^1].OutputSize : PooledSize(poolings);

    /// <summary>Components of what the poolings give together.</summary>
    public int PooledSize(IReadOnlyList<Pooling> poolings) => checked(poolings.Count * Configuration.HiddenSize);
}
