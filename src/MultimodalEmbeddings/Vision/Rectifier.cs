namespace MultimodalEmbeddings.Vision;

/// <summary>What cuts off the output of a convolution.</summary>
internal enum Rectifier
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>min(max(0, x), 6).</summary>
    Relu6,
}
