using System.Security.Cryptography;
using System.Text.Json;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Pictures and damaged files of the reference folder, against what Pillow makes of them.</summary>
[Trait(Category.Name, Category.Reference)]
public class DecodingReferenceTests
{
    private static readonly SkiaImageDecoder Decoder = new();

    [Fact]
    public void Generated_pictures_equal_Pillows() =>
        AssertEqualPillow("generated", SharedFolder.RequireReference("vision/images"));

    [Fact]
    public void Photos_equal_Pillows() => AssertEqualPillow("photos", SharedFolder.RequireShared("data/flickr8k/images"));

    [Fact]
    public void Damaged_files_are_refused_where_the_reference_says_so()
    {
        var folder = SharedFolder.RequireReference("vision/broken");
        var faults = Cases("vision/broken.json", "files").Select(entry => FaultOf(folder, entry)).OfType<string>();

        Assert.Empty(faults);
    }

    private static void AssertEqualPillow(string list, string folder)
    {
        var cases = Cases("vision/images.json", list).ToArray();

        Assert.NotEmpty(cases);
        Assert.Empty(cases.Where(entry => !DiffersByDesign(entry)).Select(entry => DifferenceOf(folder, entry)).OfType<string>());
    }

    // The two exceptions that SkiaImageDecoder documents: 16-bit grey, and the colour of a GIF's transparent pixels.
    private static bool DiffersByDesign(JsonElement entry)
    {
        var (format, mode) = (entry.GetProperty("pil_format").GetString(), entry.GetProperty("pil_mode").GetString()!);
        var isTransparent = entry.GetProperty("note").GetString()!.Contains("transparent", StringComparison.Ordinal);
        return mode.StartsWith("I;16", StringComparison.Ordinal) || (format == "GIF" && isTransparent);
    }

    private static string? DifferenceOf(string folder, JsonElement entry)
    {
        var file = entry.GetProperty("file").GetString()!;
        var image = Decoder.Decode(File.ReadAllBytes(Path.Combine(folder, file)));
        var found = $"{image.Width} x {image.Height} {Convert.ToHexStringLower(SHA256.HashData(image.Pixels.Span))}";
        var expected = $"{entry.GetProperty("width")} x {entry.GetProperty("height")} {entry.GetProperty("rgb_sha256")}";
        return found == expected ? null : $"{file}: {found}, expected {expected}";
    }

    private static string? FaultOf(string folder, JsonElement entry)
    {
        var (file, expect) = (entry.GetProperty("file").GetString()!, entry.GetProperty("expect").GetString());
        try
        {
            Decoder.Decode(File.ReadAllBytes(Path.Combine(folder, file)));
            return expect == "error" ? $"{file} was decoded: {entry.GetProperty("note").GetString()}" : null;
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }

    private static JsonElement.ArrayEnumerator Cases(string file, string list)
    {
        var json = File.ReadAllText(SharedFolder.RequireReference(file));
        return JsonSerializer.Deserialize<JsonElement>(json).GetProperty(list).EnumerateArray();
    }
}
