namespace MultimodalEmbeddings.Vision;

/// <summary>Both sides get a length: the proportion of the picture is not kept.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
internal sealed record ExactSize(int Width, int Height) : ResizeRule
{
    /// <inheritdoc/>
    public override PixelSize Smallest => new(Width, Height);

    /// <inheritdoc/>
    public override PixelSize SizeOf(int width, int height) => Smallest;
}
