namespace MultimodalEmbeddings.Vision;

/// <summary>The middle of a picture.</summary>
/// <param name="Width">Pixels in a row that are kept.</param>
/// <param name="Height">Rows that are kept.</param>
/// <param name="Rounding">Where the middle begins.</param>
internal sealed record CentreCrop(int Width, int Height, CropRounding Rounding)
{
    /// <summary>The columns that are kept of a picture at least as wide as the crop.</summary>
    public AxisWindow Columns(PixelSize size) => Middle(size.Width, Width);

    /// <summary>The rows that are kept of a picture at least as high as the crop.</summary>
    public AxisWindow Rows(PixelSize size) => Middle(size.Height, Height);

    private AxisWindow Middle(long side, int kept)
    {
        var spare = side - kept;
        var offset = Rounding == CropRounding.Down ? spare / 2 : (long)Math.Round(spare / 2.0, MidpointRounding.ToEven);
        return new AxisWindow(side, offset, kept);
    }
}
