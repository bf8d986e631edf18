using System.Text.Json.Nodes;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public sealed class PreprocessorFileTests : IDisposable
{
    private const string Full = """
        {
          "image_processor_type": "CLIPImageProcessor", "do_resize": true, "size": {"shortest_edge": 64}, "resample": 2,
          "do_center_crop": true, "crop_size": {"height": 48, "width": 56}, "do_rescale": true, "rescale_factor": 0.0078125,
          "do_normalize": true, "image_mean": [0.1, 0.2, 0.3], "image_std": [0.4, 0.5, 0.6], "do_convert_rgb": true
        }
        """;

    private static readonly ImagePreprocessing FromFull = new()
    {
        Resize = new ShortestEdge(64),
        Interpolation = Interpolation.Bilinear,
        Crop = new CentreCrop(56, 48, CropRounding.Down),
        Scale = 1 / 128.0,
        Mean = new ChannelValues(0.1f, 0.2f, 0.3f),
        StandardDeviation = new ChannelValues(0.4f, 0.5f, 0.6f),
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_key_counts() => Assert.Equal(FromFull, Read(Full));

    [Fact]
    public void A_processors_file_holds_the_same_one_level_deeper() =>
        Assert.Equal(FromFull, Read($$"""{"image_processor": {{Full}}, "processor_class": "CLIPProcessor"}"""));

    [Theory]
    [InlineData("""{"image_processor_type": "CLIPImageProcessor"}""")]
    [InlineData("""{"feature_extractor_type": "CLIPFeatureExtractor", "size": 224, "crop_size": 224, "resample": 3}""")]
    [InlineData("""{"image_processor_type": "CLIPImageProcessorFast", "size": null, "crop_size": null, "resample": null}""")]
    [InlineData("""{"size": {"height": 224, "width": 224}, "image_processor_type": "CLIPImageProcessorPil"}""")]
    [InlineData("""{"size": 224, "do_center_crop": true}""")]
    [InlineData("""{"size": {"shortest_edge": 224, "longest_edge": null}, "do_center_crop": true}""")]
    public void What_a_file_of_Clips_leaves_out_is_as_in_transformers(string json)
    {
        var expected = ImagePreprocessing.Clip with { Crop = new CentreCrop(224, 224, CropRounding.Down) };

        var found = Read(json);

        Assert.Equal(expected, found with { Resize = expected.Resize });
        Assert.Equal(
            json.Contains("height", StringComparison.Ordinal) ? new ExactSize(224, 224) : new ShortestEdge(224), found.Resize);
    }

    [Theory]
    [InlineData("""{"image_processor_type": "ViTImageProcessor"}""", 224)]
    [InlineData("""{"do_normalize": true, "do_resize": true, "image_mean": [0.5, 0.5, 0.5], "size": 384}""", 384)]
    [InlineData("""{"image_processor_type": "ViTFeatureExtractor", "size": {"height": 96, "width": 96}, "crop_size": 80}""", 96)]
    public void What_a_file_of_ViTs_leaves_out_is_as_in_transformers(string json, int side)
    {
        var half = new ChannelValues(0.5f, 0.5f, 0.5f);
        var expected = new ImagePreprocessing
        {
            Resize = new ExactSize(side, side),
            Interpolation = Interpolation.Bilinear,
            Crop = new CentreCrop(side, side, CropRounding.Down),
            Mean = half,
            StandardDeviation = half,
        };

        Assert.Equal(expected, Read(json));
    }

    [Fact]
    public void Steps_that_are_switched_off_change_nothing()
    {
        var found = Read("""{"do_rescale": false, "do_normalize": false, "rescale_factor": 7, "image_std": [2, 2, 2]}""");

        Assert.Equal(Enumerable.Range(0, 256).Select(level => (float)level), found.Levels(1));
    }

    [Theory]
    [InlineData("""{"image_processor_type": "BlipImageProcessor"}""", "the image processor BlipImageProcessor, which is not")]
    [InlineData("""{"image_processor_type": "CLIP"}""", "the image processor CLIP, which is not supported")]
    [InlineData("""{"do_resize": false}""", "do_resize is false")]
    [InlineData("""{"do_pad": true}""", "do_pad")]
    [InlineData("""{"resample": 1}""", "asks for the resample 1, which is not supported; 2 (bilinear) and 3 (bicubic) are.")]
    [InlineData("""{"size": {"shortest_edge": 224}}""", "neither crops pictures nor resizes them to one height and width")]
    [InlineData("""{"size": {"shortest_edge": 1, "longest_edge": 2}}""", "holds [longest_edge, shortest_edge] in size; expected")]
    [InlineData("""{"size": {}}""", "holds [] in size")]
    [InlineData("""{"size": [224, 224]}""", "[224, 224] under size; expected an object")]
    [InlineData("""{"size": 0}""", "resized to 0 x 0 pixels")]
    [InlineData("""{"size": 1000000}""", "sides from 1 to 2048 are expected")]
    [InlineData("""{"size": 2147483648}""", "expected an integer that fits 32 bits")]
    [InlineData("""{"do_center_crop": true, "crop_size": {"height": 225, "width": 224}}""", "A crop of 224 x 225 pixels")]
    [InlineData("""{"do_center_crop": true, "crop_size": {"side": 3}}""", "[side] in crop_size; expected a size of height")]
    [InlineData("""{"image_mean": [0.5, 0.5]}""", "holds no list of three numbers of float32 under image_mean")]
    [InlineData("""{"image_mean": [0.5, 0.5, 1e39]}""", "under image_mean")]
    [InlineData("""{"image_std": [0.5, 0.5, "x"]}""", "under image_std")]
    [InlineData("""{"image_std": [0.5, 0.5, 0]}""", "The standard deviation is")]
    [InlineData("""{"rescale_factor": 1e300}""", "do not fit float32")]
    [InlineData("[]", "holds [] where an object is expected")]
    [InlineData("{", "is not valid JSON")]
    public void A_file_that_asks_for_something_else_is_refused_by_name(string json, string expected)
    {
        var exception = Assert.Throws<CheckpointException>(() => Read(json));

        Assert.StartsWith(FilePath, exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_is_named() =>
        Assert.Equal(FilePath, Assert.Throws<CheckpointException>(() => ImagePreprocessing.Read(FilePath)).FilePath);

    [Fact]
    public void Whatever_stands_under_a_key_is_read_or_refused()
    {
        string[] values =
        [
            "null", "true", "-1", "0", "1", "2147483647", "1e30", "1e-400", "0.5", "\"x\"", "\"\\ud800\"", "[]", "[null]", "{}",
            "[1, 2, 3]", "[[1], 2, 3]", "[1e39, 0, 0]",
            """{"height": 1}""", """{"height": null, "width": {}}""", """{"shortest_edge": "x"}""",
        ];
        string[] others = ["image_processor", "feature_extractor_type", "do_pad"];
        string[] keys = [.. JsonNode.Parse(Full)!.AsObject().Select(field => field.Key).Union(others)];
        var refused = 0;
        foreach (var (key, value) in keys.SelectMany(key => values.Select(value => (key, value))))
        {
            refused += ReadsOrRefuses(key, value) ? 0 : 1;
        }

        Assert.InRange(refused, 1, (keys.Length * values.Length) - 1);
    }

    public void Dispose() => _folder.Dispose();

    private string FilePath => _folder.File("preprocessor_config.json");

    private bool ReadsOrRefuses(string key, string value)
    {
        var json = JsonNode.Parse(Full)!.AsObject();
        json[key] = "here";
        try
        {
            var preprocessing = Read(json.ToJsonString().Replace("\"here\"", value, StringComparison.Ordinal));
            Assert.All(preprocessing.Apply(new RgbImage(3, 2, new byte[18])), number => Assert.True(float.IsFinite(number)));
            return true;
        }
        catch (CheckpointException)
        {
            return false;
        }
    }

    private ImagePreprocessing Read(string json)
    {
        File.WriteAllText(FilePath, json);
        return ImagePreprocessing.Read(FilePath);
    }
}
