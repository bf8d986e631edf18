using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>A model folder of reference/vision with what the reference makes of some pictures and texts.</summary>
internal sealed class GoldenTransformer : IDisposable
{
    private const string Configuration = "config.json";
    private readonly SafetensorsFile _expected;

    public GoldenTransformer(string model)
    {
        Folder = SharedFolder.RequireReference($"vision/{model}");
        Facts = PictureCases.Json($"vision/{model}/expected.json");
        _expected = SafetensorsFile.Open(Path.Combine(Folder, "expected.safetensors"));
        Weights = CheckpointDirectory.OpenWeights(Folder);
    }

    public string Folder { get; }

    public JsonElement Facts { get; }

    public StateDictionary Weights { get; }

    public IEnumerable<string> Keys => _expected.Tensors.Keys;

    public string[] Texts => Strings("texts");

    /// <summary>Files of the pictures, or a skip.</summary>
    public string[] Pictures =>
    [
        .. Strings("pictures").Select(name =>
        {
            var path = ImageCases.PathOf(name);
            Assert.SkipWhen(path is null, $"{name} is absent.");
            return path!;
        }),
    ];

    public static IEnumerable<TheoryDataRow<string>> Models => SharedFolder.ReferenceFolders("vision", Configuration);

    /// <summary>The models with texts.</summary>
    public static IEnumerable<TheoryDataRow<string>> TextModels => SharedFolder.ReferenceFolders("vision", "tokens.json");

    /// <summary>A tensor of the reference, or a skip.</summary>
    public CheckpointTensor Expected(string key)
    {
        Assert.SkipUnless(_expected.Tensors.ContainsKey(key), $"{Folder} stores no {key}.");
        return _expected.Tensors[key];
    }

    /// <summary>The token ids of the texts, without padding.</summary>
    public int[][] Ids() => GoldenTensor.Rows(Expected("text/input_ids"), Expected("text/attention_mask"));

    /// <param name="key">The tensor of the reference.</param>
    /// <param name="found">What should be equal to it.</param>
    public void AssertClose(string key, ReadOnlySpan<float> found)
    {
        // README of reference/vision, section 5.
        var tolerance = key.Contains("last_hidden_state", StringComparison.Ordinal) || key == "logits_per_image" ? 2e-5 : 1e-5;
        AssertClose(key, found, GoldenTensor.Floats(Expected(key)), tolerance);
    }

    public static void AssertClose(string name, ReadOnlySpan<float> found, ReadOnlySpan<float> expected, double tolerance)
    {
        var largest = 0f;
        foreach (var value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        var difference = GoldenTensor.LargestDifference(found, expected) / largest;
        Assert.True(difference <= tolerance, $"{name}: {difference} of the largest entry, {largest}.");
    }

    public void Dispose()
    {
        Weights.Dispose();
        _expected.Dispose();
    }

    private string[] Strings(string key) => [.. Facts.GetProperty(key).EnumerateArray().Select(value => value.GetString()!)];
}
