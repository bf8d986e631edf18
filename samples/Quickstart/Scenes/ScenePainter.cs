using SkiaSharp;

namespace Quickstart.Scenes;

/// <summary>Paints a scene as a PNG file. Place, size, shade and background vary a little: no two are alike.</summary>
internal sealed class ScenePainter(Random random)
{
    public const int Pixels = 96;

    public byte[] Paint(Scene scene)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Pixels, Pixels));
        surface.Canvas.Clear(Vary(new SKColor(236, 233, 226), 6));
        Paint(surface.Canvas, scene.First);
        Paint(surface.Canvas, scene.Second);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    private void Paint(SKCanvas canvas, Thing thing)
    {
        var radius = (thing.Size == Size.Small ? 8f : 15f) * (1 + Jitter(0.1f));
        var centre = CentreOf(thing.Place) + new SKPoint(Jitter(3), Jitter(3));
        using var outline = Outline.Of(thing.Shape);
        outline.Transform(SKMatrix.CreateScaleTranslation(radius, radius, centre.X, centre.Y));
        using var paint = new SKPaint { IsAntialias = true, Color = Vary(ColourOf(thing.Colour), 18) };
        canvas.DrawPath(outline, paint);
    }

    private static SKPoint CentreOf(Place place) => place switch
    {
        Place.Left => new(19, 48),
        Place.Right => new(77, 48),
        Place.Top => new(48, 19),
        Place.Bottom => new(48, 77),
        _ => new(48, 48),
    };

    private static SKColor ColourOf(Colour colour) => colour switch
    {
        Colour.Red => new(205, 40, 48),
        Colour.Green => new(38, 146, 84),
        Colour.Blue => new(40, 100, 205),
        Colour.Yellow => new(236, 196, 40),
        Colour.Purple => new(132, 62, 160),
        _ => new(36, 34, 38),
    };

    private SKColor Vary(SKColor colour, int by) => new(Vary(colour.Red, by), Vary(colour.Green, by), Vary(colour.Blue, by));

    private byte Vary(byte value, int by) => (byte)Math.Clamp(value + random.Next(-by, by + 1), 0, 255);

    private float Jitter(float by) => ((random.NextSingle() * 2) - 1) * by;
}
