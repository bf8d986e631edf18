using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Pictures of the reference folder, against the bytes that Pillow makes of them.</summary>
[Trait(Category.Name, Category.Reference)]
public class DecodingReferenceTests
{
    private const string Stored = "vision/images.safetensors";

    private static readonly SkiaImageDecoder Decoder = new();

    public static IEnumerable<TheoryDataRow<string, string>> Pictures => PictureCases.Rows();

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_equals_Pillows(string list, string file)
    {
        var (fact, bytes) = (PictureCases.Fact(list, file), PictureCases.Read(list, file));
        Assert.Equal(PictureCases.Text(fact, "file_sha256"), PictureCases.Hash(bytes));

        var image = Decoder.Decode(bytes);

        Assert.Equal((Number(fact, "width"), Number(fact, "height")), (image.Width, image.Height));
        Assert.Equal(Pixel(fact, "rgb_first_pixel"), image.Pixels.Span[..3].ToArray());
        Assert.Equal(Pixel(fact, "rgb_last_pixel"), image.Pixels.Span[^3..].ToArray());
        Assert.Equal(PictureCases.Text(fact, "rgb_sha256"), PictureCases.Hash(image.Pixels.Span));
    }

    [Fact]
    public void Stored_pixels_equal_decoded_ones()
    {
        using var stored = SafetensorsFile.Open(SharedFolder.RequireReference(Stored));
        var folder = SharedFolder.RequireReference("vision/images");
        var tensors = stored.Tensors.Values.Where(tensor => tensor.Name.EndsWith("/rgb", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(tensors);
        Assert.All(tensors, tensor =>
        {
            var image = Decoder.Decode(File.ReadAllBytes(Path.Combine(folder, tensor.Name[..tensor.Name.LastIndexOf('/')])));
            Assert.Equal([image.Height, image.Width, 3], tensor.Shape);
            Assert.Equal(tensor.ToBytes(), image.Pixels.ToArray());
        });
    }

    private static int Number(JsonElement fact, string key) => fact.GetProperty(key).GetInt32();

    private static byte[] Pixel(JsonElement fact, string key) =>
        [.. fact.GetProperty(key).EnumerateArray().Select(value => value.GetByte())];
}
