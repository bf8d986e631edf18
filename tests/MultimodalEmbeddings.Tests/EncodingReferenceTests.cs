using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

/// <summary>Text in, vector out: the folders of reference/encoders through the front door.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class EncodingReferenceTests(ITestOutputHelper output)
{
    private const double Tolerance = 2e-5;
    private const double SentenceTransformersTolerance = 1e-5;
    private const string PromptName = "embeddings.prompt_name.";

    public static IEnumerable<TheoryDataRow<string>> Models() =>
        SharedFolder.ReferenceFolders("encoders/models", "expected.safetensors");

    public static IEnumerable<TheoryDataRow<string, string>> Containers() =>
        from family in SharedFolder.ReferenceFolders("encoders/containers", "expected.safetensors")
        from form in family.Skip is null
            ? SharedFolder.ReferenceFolders($"encoders/containers/{family.Data}", "config.json")
            : [new TheoryDataRow<string>("") { Skip = family.Skip }]
        select new TheoryDataRow<string, string>(family.Data, form.Data) { Skip = form.Skip };

    public static IEnumerable<TheoryDataRow<string>> SentenceTransformers() =>
        SharedFolder.ReferenceFolders("encoders/sentence-transformers", "expected.safetensors");

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_pooling_of_every_sentence_equals_the_reference(string name)
    {
        var folder = SharedFolder.RequireReference($"encoders/models/{name}");
        CheckPoolings(folder, folder);
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void Every_container_encodes_as_the_reference(string family, string form) =>
        CheckPoolings(
            SharedFolder.RequireReference($"encoders/containers/{family}/{form}"),
            SharedFolder.RequireReference($"encoders/containers/{family}"));

    [Theory]
    [MemberData(nameof(SentenceTransformers))]
    public void A_sentence_transformers_directory_needs_no_settings(string name)
    {
        var folder = SharedFolder.RequireReference($"encoders/sentence-transformers/{name}");
        using var encoder = SentenceEncoder.Load(folder);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        using var tensors = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));

        var sentences = Strings(expected.RootElement.GetProperty("sentences"));
        var prompt = expected.RootElement.GetProperty("prompt").GetString()!;
        foreach (var (key, golden) in tensors.Tensors)
        {
            using var own = key == "embeddings.normalized" ? SentenceEncoder.From(folder).WithNormalization().Build() : null;
            ISentenceEncoder view = key switch
            {
                "embeddings" => encoder,
                "embeddings.normalized" => own!,
                "embeddings.prompt" => encoder.WithPromptText(prompt),
                _ => encoder.WithPrompt(key[PromptName.Length..]),
            };
            var difference = GoldenTensor.LargestDifference(
                [.. view.Encode(sentences).SelectMany(x => x)], GoldenTensor.Floats(golden));
            output.WriteLine($"{name} {key} {difference:g3}");
            Assert.True(difference <= SentenceTransformersTolerance, $"{key}: {difference}");
        }
    }

    private static void CheckPoolings(string folder, string expectedFolder)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(expectedFolder, "expected.json")));
        using var tensors = SafetensorsFile.Open(Path.Combine(expectedFolder, "expected.safetensors"));
        var sentences = Strings(expected.RootElement.GetProperty("sentences"));
        var text = expected.RootElement.GetProperty("long_text").GetString()!;
        var limit = expected.RootElement.GetProperty("long_max_tokens").GetInt32();
        foreach (var (name, pooling) in GoldenPoolings.All.Where(it => tensors.Tensors.ContainsKey($"batch.pool.{it.Name}")))
        {
            if (pooling == Pooling.ClsDense && !HasPooler(folder))
            {
                Assert.Throws<ArgumentException>(() => SentenceEncoder.From(folder).WithPooling(pooling).Build());
                continue;
            }

            using var encoder = SentenceEncoder.From(folder)
                .WithPooling(pooling).WithMaximumTokens(limit).WithNormalization(false).Build();
            Check($"batch.pool.{name}", [.. encoder.Encode(sentences).SelectMany(x => x)]);
            Check($"long.pool.{name}", encoder.Encode(text));
        }

        void Check(string name, float[] found)
        {
            var difference = GoldenTensor.LargestDifference(found, GoldenTensor.Floats(tensors.Tensors[name]));
            Assert.True(difference <= Tolerance, $"{name}: {difference}");
        }
    }

    private static bool HasPooler(string folder)
    {
        using var checkpoint = Checkpoint.Open(folder);
        return checkpoint.Contains("pooler.dense.weight");
    }

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetString()!)];
}
