using MultimodalEmbeddings.Fuzz.Seeds;
using MultimodalEmbeddings.Tests.Vision;
using MultimodalEmbeddings.Vision;
using SkiaSharp;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>
/// Pictures, through Skia. The decoder's own bound is set low, because within it a picture may take what it needs.
/// </summary>
internal static class ImageKinds
{
    private const int MostPixels = 1 << 22;   // 16 MiB of RGBA, 12 MiB of RGB

    private static readonly SkiaImageDecoder Decoder = new(MostPixels);

    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        Of("image.jpg", () => [.. Drawn(SKEncodedImageFormat.Jpeg), new("progressive", TinyImages.Progressive)], ".jpg", ".jpeg"),
        Of("image.png", () => [.. Drawn(SKEncodedImageFormat.Png), .. Pngs], ".png"),
        Of("image.webp", () => [.. Drawn(SKEncodedImageFormat.Webp), new("lossless", TinyImages.Lossless(20, 9))], ".webp"),
        Of("image.gif", () => [new("one pixel", TinyImages.Gif), .. Gifs], ".gif"),
        Of("image.bmp", () => [new("5 x 3", TinyImages.Bitmap(5, 3)), new("palette", TinyImages.PaletteBitmap(9, 4))], ".bmp"),
    ];

    private static Made[] Pngs =>
    [
        new("16-bit grey", PngFile.Grey16(3, 2, [0, 1, 255, 256, 4000, 65535], transparent: 4000)),
        new("with alpha", PngFile.Rgba(2, 2, [.. Enumerable.Range(0, 16).Select(value => (byte)(value * 11))])),
        new("palette, interlaced", TinyImages.PalettePng),
    ];

    private static Made[] Gifs =>
    [
        new("transparent", GifFile.Row([.. "abcdefghijkl"u8], [0, 1, 2, 3, 1], transparent: 1)),
        new("colours of the frame", GifFile.Row([.. "abcdefghijkl"u8], [3, 2, 1], transparent: null, hasOwnColours: true)),
    ];

    private static FuzzKind Of(string name, Func<Made[]> made, params string[] endings) =>
        new(name, () =>
        [
            .. made().Select(image => Seed.Of(image.Name, name, image.File)),
            .. ReferenceFiles.Ending(name, endings),
        ])
        {
            Read = folder => ImageFile.Decode(Decoder, Path.Combine(folder, name)),
            Refusals = [typeof(ImageFormatException)],
            Share = 20,
            IsNative = true,
        };

    private static Made Encoded(SKEncodedImageFormat format, int width) =>
        new($"{width} x 9", TinyImages.Encoded(format, width, 9));

    private static Made[] Drawn(SKEncodedImageFormat format) => [Encoded(format, 12), Encoded(format, 40)];

    private sealed record Made(string Name, byte[] File);
}
