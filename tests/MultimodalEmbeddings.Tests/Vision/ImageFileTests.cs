using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public sealed class ImageFileTests : IDisposable
{
    private static readonly SkiaImageDecoder Decoder = new();

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_file_gives_its_pixels()
    {
        var path = _folder.File("picture");   // its name says nothing of its format
        File.WriteAllBytes(path, PngFile.Rgb(2, 1, [1, 2, 3, 4, 5, 6]));

        var image = ImageFile.Decode(Decoder, path);

        Assert.Equal([1, 2, 3, 4, 5, 6], image.Pixels.ToArray());
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        var path = _folder.File("page.jpg");
        File.WriteAllText(path, "<!doctype html>");

        var exception = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(Decoder, path));

        Assert.StartsWith($"{path}: The 15 bytes are no image", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.jpg", "missing.jpg does not exist")]
    [InlineData("", "is a folder; an image file is expected")]
    [InlineData("a\0b", "does not exist")]
    public void What_is_no_file_is_named(string name, string expected)
    {
        var exception = Assert.Throws<FileNotFoundException>(
            () => ImageFile.Decode(Decoder, _folder.FullName + Path.DirectorySeparatorChar + name));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_longer_than_any_picture_is_refused_unread()
    {
        var path = _folder.File("long.png");
        using (var stream = File.Create(path))
        {
            stream.SetLength(ImageFile.LongestFile + 1L);   // sparse: takes no room on the disk
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(Decoder, path));

        Assert.Contains($"The file has {ImageFile.LongestFile + 1L} bytes", exception.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    public void Dispose() => _folder.Dispose();
}
