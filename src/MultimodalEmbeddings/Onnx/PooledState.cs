namespace MultimodalEmbeddings.Onnx;

/// <summary>A vector for a sentence from its last hidden state.</summary>
/// <param name="Reduction">How tokens become one.</param>
internal sealed record PooledState(TokenReduction Reduction)
{
    /// <summary>A hidden state whose mean with the last one is reduced; null for the last one alone.</summary>
    public Index? AveragedWith { get; init; }

    /// <summary>Whether the vector goes through the encoder's own dense layer and tanh.</summary>
    public bool IsDense { get; init; }
}
