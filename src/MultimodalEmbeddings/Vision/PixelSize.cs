namespace MultimodalEmbeddings.Vision;

/// <summary>The size of a picture that need not fit memory.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PixelSize(long Width, long Height);
