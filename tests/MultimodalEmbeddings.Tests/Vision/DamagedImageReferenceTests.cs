using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Damaged and hostile pictures of the reference folder: a typed error or a whole picture, and little memory.</summary>
[Trait(Category.Name, Category.Reference)]
public class DamagedImageReferenceTests
{
    private const string Facts = "vision/broken.json";

    // None of the pictures is larger than some thousand pixels, whatever it declares; the bombs declare gigabytes.
    private const long MostMemory = 4 << 20;

    private static readonly SkiaImageDecoder Decoder = new();

    public static IEnumerable<TheoryDataRow<string>> Files => Rows("files", "file");

    public static IEnumerable<TheoryDataRow<string>> Paths => Rows("paths", "path");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_file_is_a_typed_error_or_a_picture(string file)
    {
        var fact = Fact("files", "file", file);
        var path = SharedFolder.RequireReference($"vision/broken/{file}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var image = DecodeOrNull(path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
        AssertExpected(fact, image);
        Assert.True(image is null || ImagePreprocessing.ImageNet.Apply(image).All(float.IsFinite));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void What_is_no_file_is_a_typed_error(string path)
    {
        var folder = SharedFolder.RequireReference("vision/broken");

        AssertExpected(Fact("paths", "path", path), DecodeOrNull(Path.Combine(folder, path)));
    }

    [Fact]
    public void The_default_bound_lies_within_the_references()
    {
        var text = PictureCases.Text(PictureCases.Json(Facts), "pixel_limit");
        var limit = new string([.. text.SkipWhile(c => !char.IsDigit(c)).TakeWhile(c => c != ' ').Where(char.IsDigit)]);

        Assert.InRange(SkiaImageDecoder.DefaultMaximumPixels, 1, int.Parse(limit, CultureInfo.InvariantCulture));
    }

    private static void AssertExpected(JsonElement fact, RgbImage? image)
    {
        var expect = PictureCases.Text(fact, "expect");
        Assert.True(expect is "error" or "any" or "ok", $"'{expect}' is no expectation that this test knows.");
        Assert.False(expect == "error" && image is not null, "A picture was made of it.");
        Assert.False(expect == "ok" && image is null, "It was refused.");
    }

    private static RgbImage? DecodeOrNull(string path)
    {
        try
        {
            return ImageFile.Decode(Decoder, path);
        }
        catch (Exception exception) when (exception is ImageFormatException or FileNotFoundException)
        {
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            return null;
        }
    }

    private static IEnumerable<TheoryDataRow<string>> Rows(string list, string key) =>
        !File.Exists(Path.Combine(SharedFolder.Reference, Facts))
            ? [new TheoryDataRow<string>(Facts) { Skip = $"{Facts} is absent." }]
            : PictureCases.Json(Facts).GetProperty(list).EnumerateArray()
                .Select(entry => new TheoryDataRow<string>(PictureCases.Text(entry, key)));

    private static JsonElement Fact(string list, string key, string name) =>
        PictureCases.Json(Facts).GetProperty(list).EnumerateArray().Single(entry => PictureCases.Text(entry, key) == name);
}
