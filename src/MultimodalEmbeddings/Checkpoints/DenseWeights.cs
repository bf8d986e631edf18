namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A Dense module of sentence-transformers: x → activation(W x + b).</summary>
internal sealed record DenseWeights
{
    public required int InputSize { get; init; }

    public required int OutputSize { get; init; }

    /// <summary>A name of <see cref="DenseActivations"/>.</summary>
    public required string Activation { get; init; }

    /// <summary>W, [output, input], row by row.</summary>
    public required float[] Weight { get; init; }

    /// <summary>b, [output]; null for none.</summary>
    public float[]? Bias { get; init; }

    /// <summary>Whether a Normalize module stands before it, so that its input has length 1.</summary>
    public bool NormalizesInput { get; init; }
}
