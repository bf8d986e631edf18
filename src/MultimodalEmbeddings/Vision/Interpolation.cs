namespace MultimodalEmbeddings.Vision;

/// <summary>How the samples between two pixels are made.</summary>
internal enum Interpolation
{
    /// <summary>Along a straight line: a triangle of radius 1.</summary>
    Bilinear,

    /// <summary>Along a cubic curve: Keys 1981 with a = -0.5, of radius 2.</summary>
    Bicubic,
}
