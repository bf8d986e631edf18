namespace MultimodalEmbeddings.Vision;

/// <summary>To which size a picture is brought.</summary>
internal abstract record ResizeRule
{
    /// <summary>The smallest size that comes out, whatever goes in.</summary>
    public abstract PixelSize Smallest { get; }

    /// <summary>The size of a resized picture.</summary>
    /// <param name="width">Pixels in a row of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    public abstract PixelSize SizeOf(int width, int height);
}
