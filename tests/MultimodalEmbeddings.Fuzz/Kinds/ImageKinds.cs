using MultimodalEmbeddings.Fuzz.Seeds;
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
        Of("image.jpg", () => [Encoded(SKEncodedImageFormat.Jpeg, 12), Encoded(SKEncodedImageFormat.Jpeg, 40)], ".jpg", ".jpeg"),
        Of("image.png", () => [Encoded(SKEncodedImageFormat.Png, 5), Encoded(SKEncodedImageFormat.Png, 33)], ".png"),
        Of("image.webp", () => [Encoded(SKEncodedImageFormat.Webp, 12), Encoded(SKEncodedImageFormat.Webp, 40)], ".webp"),
        Of("image.gif", () => [new Made("one pixel", TinyImages.Gif)], ".gif"),
        Of("image.bmp", () => [new Made("5 x 3", TinyImages.Bitmap(5, 3))], ".bmp"),
    ];

    private static FuzzKind Of(string name, Func<Made[]> made, params string[] endings) =>
        new(name, () =>
        [
            .. made().Select(image => Seed.Of(image.Name, name, image.File)),
            .. ReferenceFiles.Ending(name, endings),
        ])
        {
            Read = folder => Decoder.Decode(File.ReadAllBytes(Path.Combine(folder, name))),
            Refusals = [typeof(ImageFormatException)],
            Share = 5,
            IsNative = true,
        };

    private static Made Encoded(SKEncodedImageFormat format, int width) =>
        new($"{width} x 9", TinyImages.Encoded(format, width, 9));

    private sealed record Made(string Name, byte[] File);
}
