using System.Security.Cryptography;
using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>MobileNetV2 with torchvision's weights for ImageNet, against float64 runs of torchvision.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Real)]
public class MobileNetReferenceTests
{
    private const string Relative = "vision/mobilenet";
    private const double Tolerance = 2e-5;              // what float32 keeps on photos
    private const double DrawnTolerance = 4e-5;         // flat pictures average no error out: 2.4e-5 unfolded as well
    private const double HalfTolerance = 2e-3;          // float16 rounding alone is up to 1e-3
    private const double ProbabilityTolerance = 1e-4;
    private const string HalfSuffix = ".f16.safetensors";

    [Fact]
    public void The_file_has_the_tensors_of_the_reference()
    {
        var listed = Directory.GetFiles(SharedFolder.RequireReference(Relative), "*_tensors.json");
        using var weights = StateDictionary.Open(Checkpoint());

        Assert.NotEmpty(listed);
        foreach (var entry in listed.SelectMany(path => ImageCases.Json(path).EnumerateArray()))
        {
            var name = entry.GetProperty("name").GetString()!;
            var shape = entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64());
            Assert.True(GoldenResNet.IsStepCount(name) || weights.Tensors[name].Shape.SequenceEqual(shape), name);
        }
    }

    [Fact]
    public void Features_and_logits_equal_the_reference()
    {
        var facts = Facts();
        using var expected = SafetensorsFile.Open(SharedFolder.RequireReference($"{Relative}/mobilenet.safetensors"));
        using var weights = StateDictionary.Open(Checkpoint());
        using var network = ImageArchitectures.Load(weights);
        var compared = 0;

        foreach (var (key, golden) in expected.Tensors)
        {
            var (list, isLogits) = (key.Split('/')[0], key.EndsWith("/logits", StringComparison.Ordinal));
            var (values, columns) = (GoldenTensor.Floats(golden), (int)golden.Shape[1]);
            foreach (var (row, path) in Present(facts.GetProperty(list)))
            {
                using var scope = NewDisposeScope();
                var features = network.forward(ImageCases.Input(path));
                var found = ParameterMemory.Of(isLogits ? Classified(weights, features) : features);
                var difference = GoldenTensor.LargestDifference(found, values.AsSpan(row * columns, columns));
                Assert.True(difference <= (list == "photos" ? Tolerance : DrawnTolerance), $"{key} of {path}: {difference}");
                compared++;
            }
        }

        Assert.True(compared > 0);
    }

    [Fact]
    public void The_most_probable_classes_are_the_references()
    {
        using var weights = StateDictionary.Open(Checkpoint());
        using var network = ImageArchitectures.Load(weights);
        var cases = Facts().GetProperty("top5").EnumerateArray().ToArray();

        Assert.NotEmpty(cases);
        foreach (var entry in cases)
        {
            using var scope = NewDisposeScope();
            var path = ImageCases.PathOf(entry.GetProperty("file").GetString()!);
            Assert.SkipWhen(path is null, $"{entry.GetProperty("file")} is absent.");
            AssertClasses(entry.GetProperty("top5"), Classified(weights, network.forward(ImageCases.Input(path!))));
        }
    }

    [Fact]
    [Trait(Category.Name, Category.Slow)]
    public void Features_of_all_photos_equal_the_reference_to_float16()
    {
        var tables = Directory.GetFiles(SharedFolder.RequireReference(Relative), $"*{HalfSuffix}");
        var photos = SharedFolder.RequireShared("data/flickr8k/images");
        using var encoder = ImageEncoder.Load(Checkpoint());

        Assert.NotEmpty(tables);
        foreach (var table in tables)
        {
            var names = File.ReadAllLines($"{table[..^HalfSuffix.Length]}.names.txt");
            using var file = SafetensorsFile.Open(table);
            var expected = GoldenTensor.Floats(file.Tensors["features"]);

            var found = encoder.Encode([.. names.Select(name => Path.Combine(photos, name))]);

            Assert.InRange(GoldenTensor.LargestDifference(found.ToArray(), expected), 0, HalfTolerance);
        }
    }

    private static JsonElement Facts() => ImageCases.Json(SharedFolder.RequireReference($"{Relative}/mobilenet.json"));

    /// <summary>The file that the reference was made with, or a skip.</summary>
    private static string Checkpoint()
    {
        var hash = Facts().GetProperty("checkpoint_sha256").GetString();
        var folder = SharedFolder.RequireShared("data/vision");
        var path = Directory.GetFiles(folder).FirstOrDefault(
            file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) == hash);
        Assert.SkipWhen(path is null, $"{folder} has no file with the SHA-256 {hash}.");
        return path!;
    }

    private static IEnumerable<(int Row, string Path)> Present(JsonElement names) =>
        names.EnumerateArray().Select((name, row) => (row, ImageCases.PathOf(name.GetString()!)))
            .Where(pair => pair.Item2 is not null).Select(pair => (pair.row, pair.Item2!));

    private static Tensor Classified(StateDictionary weights, Tensor features) => nn.functional.linear(
        features,
        GoldenTensor.Float32(weights.Tensors["classifier.1.weight"]),
        GoldenTensor.Float32(weights.Tensors["classifier.1.bias"]));

    private static void AssertClasses(JsonElement expected, Tensor logits)
    {
        var probabilities = ParameterMemory.Of(logits.softmax(-1)).ToArray();
        var order = Enumerable.Range(0, probabilities.Length).OrderByDescending(index => probabilities[index]);
        foreach (var (entry, found) in expected.EnumerateArray().Zip(order))
        {
            Assert.Equal(entry.GetProperty("class").GetInt32(), found);
            Assert.Equal(entry.GetProperty("probability").GetDouble(), probabilities[found], ProbabilityTolerance);
        }
    }
}
