using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>What becomes of an encoder's hidden states.</summary>
/// <param name="Pooled">Their vectors are joined in this order.</param>
internal sealed record OnnxHead(params IReadOnlyList<PooledState> Pooled)
{
    /// <summary>Layers behind the pooling; often none.</summary>
    public IReadOnlyList<DenseWeights> Dense { get; init; } = [];

    /// <summary>Whether embeddings have length 1.</summary>
    public bool Normalizes { get; init; }

    /// <summary>
    /// How many tokens at the beginning of every sentence take no part in the pooling, as a prompt's; the last token always does.
    /// </summary>
    public int LeftOut { get; init; }

    /// <summary>Components of an embedding.</summary>
    public int Dimension(int hidden) => Dense.Count > 0 ? Dense[^1].OutputSize : Pooled.Count * hidden;
}
