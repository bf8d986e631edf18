using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Resized, cropped and normalised pictures of the reference folder, against torchvision's on Pillow pictures.</summary>
[Trait(Category.Name, Category.Reference)]
public class PreprocessingReferenceTests
{
    private static readonly SkiaImageDecoder Decoder = new();

    // What the reference calls the presets.
    private static readonly Dictionary<string, ImagePreprocessing> Presets = new()
    {
        ["resnet"] = ImagePreprocessing.ImageNet,
        ["clip"] = ImagePreprocessing.Clip,
    };

    public static IEnumerable<TheoryDataRow<string, string>> Pictures => PictureCases.Rows();

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_is_resized_to_the_references_bytes(string list, string file)
    {
        var image = Decoder.Decode(PictureCases.Read(list, file));
        foreach (var (preset, expected) in ExpectedOf(list, file))
        {
            var size = preset.Resize.SizeOf(image.Width, image.Height);
            var (columns, rows) = (AxisWindow.Whole((int)size.Width), AxisWindow.Whole((int)size.Height));

            var resized = PixelResampling.Resize(image, columns, rows, preset.Interpolation);

            Assert.Equal<int[]>([resized.Width, resized.Height], expected.GetProperty("resized").Deserialize<int[]>()!);
            Assert.Equal(PictureCases.Text(expected, "resized_sha256"), PictureCases.Hash(resized.Pixels.Span));
        }
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_is_cropped_to_the_references_bytes(string list, string file)
    {
        var image = Decoder.Decode(PictureCases.Read(list, file));
        foreach (var (preset, expected) in ExpectedOf(list, file))
        {
            Assert.Equal(PictureCases.Text(expected, "crop_sha256"), PictureCases.Hash(preset.CropOf(image).Pixels.Span));
        }
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_is_normalised_to_the_references_numbers(string list, string file)
    {
        var image = Decoder.Decode(PictureCases.Read(list, file));
        foreach (var (preset, expected) in ExpectedOf(list, file))
        {
            PixelValues.AssertClose(expected.GetProperty("tensor"), preset.Apply(image), sampleTolerance: 2e-6);
        }
    }

    [Fact]
    public void Stored_crops_equal_ours()
    {
        using var stored = SafetensorsFile.Open(SharedFolder.RequireReference("vision/images.safetensors"));
        var folder = SharedFolder.RequireReference("vision/images");
        var tensors = stored.Tensors.Values.Where(tensor => Presets.ContainsKey(KindOf(tensor))).ToArray();

        Assert.NotEmpty(tensors);
        Assert.All(tensors, tensor =>
        {
            var image = Decoder.Decode(File.ReadAllBytes(Path.Combine(folder, tensor.Name[..tensor.Name.LastIndexOf('/')])));
            var crop = Presets[KindOf(tensor)].CropOf(image);
            Assert.Equal([crop.Height, crop.Width, 3], tensor.Shape);
            Assert.Equal(tensor.ToBytes(), crop.Pixels.ToArray());
        });
    }

    private static string KindOf(CheckpointTensor tensor) => tensor.Name[(tensor.Name.LastIndexOf('/') + 1)..];

    private static (ImagePreprocessing Preset, JsonElement Expected)[] ExpectedOf(string list, string file)
    {
        (ImagePreprocessing, JsonElement)[] expected =
        [
            .. PictureCases.Fact(list, file).EnumerateObject().Where(property => Presets.ContainsKey(property.Name))
                .Select(property => (Presets[property.Name], property.Value)),
        ];
        Assert.NotEmpty(expected);
        return expected;
    }
}
