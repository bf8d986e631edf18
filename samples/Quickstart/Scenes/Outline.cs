using SkiaSharp;

namespace Quickstart.Scenes;

/// <summary>The outlines of the shapes, around the origin in a circle of about radius 1.</summary>
internal static class Outline
{
    public static SKPath Of(Shape shape)
    {
        var path = new SKPath();
        switch (shape)
        {
            case Shape.Circle:
                path.AddCircle(0, 0, 1);
                break;
            case Shape.Bar:
                path.AddRect(new SKRect(-1.2f, -0.35f, 1.2f, 0.35f));
                break;
            default:
                path.AddPoly(CornersOf(shape));
                break;
        }

        return path;
    }

    private static SKPoint[] CornersOf(Shape shape) => shape switch
    {
        Shape.Square => [new(-0.9f, -0.9f), new(0.9f, -0.9f), new(0.9f, 0.9f), new(-0.9f, 0.9f)],
        Shape.Triangle => [new(0, -1.1f), new(1.1f, 0.8f), new(-1.1f, 0.8f)],
        Shape.Diamond => [new(0, -1.25f), new(0.75f, 0), new(0, 1.25f), new(-0.75f, 0)],
        _ => [.. Enumerable.Range(0, 10).Select(StarCorner)],
    };

    private static SKPoint StarCorner(int corner)
    {
        var (sine, cosine) = MathF.SinCos(MathF.PI * corner / 5);
        var radius = corner % 2 == 0 ? 1.2f : 0.5f;
        return new SKPoint(radius * sine, -radius * cosine);
    }
}
