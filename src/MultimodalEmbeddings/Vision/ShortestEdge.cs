namespace MultimodalEmbeddings.Vision;

/// <summary>The shorter side gets a length, and the longer one keeps its proportion to it.</summary>
/// <param name="Length">Pixels of the shorter side.</param>
internal sealed record ShortestEdge(int Length) : ResizeRule
{
    /// <inheritdoc/>
    public override PixelSize Smallest => new(Length, Length);

    /// <inheritdoc/>
    public override PixelSize SizeOf(int width, int height) =>
        width <= height ? new PixelSize(Length, Longer(height, width)) : new PixelSize(Longer(width, height), Length);

    // Truncated, as torchvision and transformers do.
    private long Longer(int longer, int shorter) => (long)((double)((long)Length * longer) / shorter);
}
