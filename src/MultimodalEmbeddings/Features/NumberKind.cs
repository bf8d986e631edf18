namespace MultimodalEmbeddings.Features;

/// <summary>How the bits of a stored number are meant.</summary>
internal enum NumberKind
{
    /// <summary>IEEE 754: 2, 4 or 8 bytes.</summary>
    Float,

    /// <summary>The upper half of a float32: 2 bytes.</summary>
    BrainFloat,

    /// <summary>Two's complement: 1, 2, 4 or 8 bytes.</summary>
    Signed,

    /// <summary>1, 2, 4 or 8 bytes.</summary>
    Unsigned,
}
