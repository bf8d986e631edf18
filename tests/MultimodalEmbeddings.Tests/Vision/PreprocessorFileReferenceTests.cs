using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Inputs that transformers' image processors make by the files of model folders.</summary>
[Trait(Category.Name, Category.Reference)]
public class PreprocessorFileReferenceTests
{
    private const string FileName = "preprocessor_config.json";

    public static IEnumerable<TheoryDataRow<string>> Models => SharedFolder.ReferenceFolders("vision", FileName);

    [Theory]
    [MemberData(nameof(Models))]
    public void A_models_pictures_become_the_references_numbers(string model)
    {
        var preprocessing = ImagePreprocessing.Read(SharedFolder.RequireReference($"vision/{model}/{FileName}"));
        var expected = PictureCases.Json($"vision/{model}/expected.json");
        var pictures = expected.GetProperty("pictures").EnumerateArray().Select(name => name.GetString()!).ToArray();
        var values = expected.GetProperty("pixel_values").EnumerateArray().ToArray();

        Assert.NotEmpty(pictures);
        Assert.Equal(pictures.Length, values.Length);
        foreach (var (picture, value) in pictures.Zip(values))
        {
            PixelValues.AssertClose(value, Apply(preprocessing, picture), sampleTolerance: 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_models_pictures_become_the_stored_tensors(string model)
    {
        using var file = SafetensorsFile.Open(SharedFolder.RequireReference($"vision/{model}/expected.safetensors"));
        var stored = file.Tensors.Values.FirstOrDefault(tensor => tensor.Name.Contains("pixel_values", StringComparison.Ordinal));
        Assert.SkipWhen(stored is null, $"{model} stores no pixel values.");
        var preprocessing = ImagePreprocessing.Read(SharedFolder.RequireReference($"vision/{model}/{FileName}"));
        var pictures = PictureCases.Json($"vision/{model}/expected.json").GetProperty("pictures").EnumerateArray()
            .Take((int)stored.Shape[0]).Select(name => name.GetString()!);

        var found = pictures.SelectMany(picture => Apply(preprocessing, picture)).ToArray();

        Assert.Equal([3, preprocessing.Crop.Height, preprocessing.Crop.Width], stored.Shape.Skip(1));
        Assert.InRange(GoldenTensor.LargestDifference(found, GoldenTensor.Floats(stored)), 0, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Both_files_of_a_model_say_the_same(string model)
    {
        var processor = Path.Combine(SharedFolder.Reference, "vision", model, "processor_config.json");
        Assert.SkipUnless(File.Exists(processor), $"{model} has no {Path.GetFileName(processor)}.");

        var own = ImagePreprocessing.Read(SharedFolder.RequireReference($"vision/{model}/{FileName}"));
        Assert.Equal(own, ImagePreprocessing.Read(processor));
    }

    private static float[] Apply(ImagePreprocessing preprocessing, string picture)
    {
        var bytes = File.ReadAllBytes(SharedFolder.RequireReference($"vision/images/{picture}"));
        return preprocessing.Apply(new SkiaImageDecoder().Decode(bytes));
    }
}
