using SkiaSharp;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Sets of JPEG photographs: as they are, 224 x 224, and larger ones put together from them.</summary>
internal static class PhotoSets
{
    private const int Tile = 224;
    private const int Quality = 90;

    private static readonly (int Width, int Height)[] Sizes = [(500, 375), (1024, 768)];

    /// <param name="count">Images of each set.</param>
    /// <param name="folder">For those that are made.</param>
    /// <returns>Files by the name of their set.</returns>
    public static Dictionary<string, string[]> Make(int count, string folder)
    {
        var photos = SharedData.Photos() ?? Drawn(folder);
        var sets = new Dictionary<string, string[]>
        {
            [$"{Tile}x{Tile}"] = [.. Enumerable.Range(0, count).Select(index => photos[index % photos.Count])],
        };
        foreach (var size in Sizes)
        {
            var name = $"{size.Width}x{size.Height}";
            sets[name] = [.. Enumerable.Range(0, count).Select(index => Write(
                Path.Combine(folder, $"{name}-{index}.jpg"), size, canvas => Mosaic(canvas, size, photos, index)))];
        }

        return sets;
    }

    private static string Write(string path, (int Width, int Height) size, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(size.Width, size.Height);
        using var canvas = new SKCanvas(bitmap);
        draw(canvas);
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
        using var file = File.Create(path);
        encoded.SaveTo(file);
        return path;
    }

    /// <summary>Photographs side by side: enlarged ones would have fewer details than real ones, and be decoded faster.</summary>
    private static void Mosaic(SKCanvas canvas, (int Width, int Height) size, IReadOnlyList<string> photos, int index)
    {
        var next = 31 * index;
        for (var y = 0; y < size.Height; y += Tile)
        {
            for (var x = 0; x < size.Width; x += Tile)
            {
                using var photo = SKBitmap.Decode(photos[next++ % photos.Count]);
                canvas.DrawBitmap(photo, x, y);
            }
        }
    }

    /// <summary>Circles in colours, where there are no photographs.</summary>
    private static string[] Drawn(string folder)
    {
        const int Count = 64;
        var random = new Random(1);
        return [.. Enumerable.Range(0, Count).Select(index => Write(
            Path.Combine(folder, $"drawn-{index}.jpg"), (Tile, Tile), canvas => Circles(canvas, random)))];
    }

    private static void Circles(SKCanvas canvas, Random random)
    {
        for (var circle = 0; circle < 300; circle++)
        {
            using var paint = new SKPaint { Color = new SKColor((uint)random.Next() | 0xFF000000), IsAntialias = true };
            canvas.DrawCircle(random.Next(Tile), random.Next(Tile), random.Next(2, 24), paint);
        }
    }
}
