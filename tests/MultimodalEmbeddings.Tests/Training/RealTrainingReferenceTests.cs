using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>Steps from the real checkpoint on real captions, image features and sentences, against reference/training.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
[Trait(Category.Name, Category.Real)]
public class RealTrainingReferenceTests
{
    private const string Features = "data/flickr8k/flickr8k_mobilenetv2_1280.f16.safetensors";
    private const string FeatureNames = "data/flickr8k/flickr8k_mobilenetv2.names.txt";
    private const double Temperature = 0.05; // of every course: make_training.py
    private const double LossTolerance = 1e-5;
    private const double NormTolerance = 1e-5; // relative
    private const double VectorTolerance = 1e-4; // relative to the vectors' norm

    public static IEnumerable<TheoryDataRow<string>> Runs() => SharedFolder.ReferenceFolders("training", "heads.safetensors");

    [Theory]
    [MemberData(nameof(Runs))]
    public void Losses_and_the_trained_vectors_equal_the_reference(string name)
    {
        using var scope = NewDisposeScope();
        var folder = SharedFolder.RequireReference($"training/{name}");
        var directory = SharedFolder.RequireShared("models/all-MiniLM-L6-v2");
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var course = GoldenCourse.Read(name, expected.RootElement);
        var tokenizer = TokenizerFiles.Load(directory);
        var model = Start(folder, directory, course.Options.Weight);
        var options = new TrainingOptions { LearningRate = expected.RootElement.GetProperty("learning_rate").GetDouble() };

        using var loop = new TrainingLoop(model, options);
        var reports = loop.Run(Batches(expected.RootElement, tokenizer), course.Updates.Count).ToArray();

        Assert.All(course.Batches.Zip(reports), pair =>
        {
            var found = Assert.Single(pair.Second.Batches);
            Assert.Equal(pair.First.TextLoss, found.Text, LossTolerance);
            Assert.Equal(pair.First.ImageLoss ?? 0, found.Image ?? 0, LossTolerance);
            Assert.Equal(pair.First.GradientNorm!.Value, pair.Second.GradientNorm, NormTolerance * pair.First.GradientNorm.Value);
            Assert.Equal(pair.First.LearningRate!.Value, pair.Second.LearningRate, 1e-12);
        });
        CheckVectors(folder, model, Sentences(expected.RootElement.GetProperty("batches")[0]), tokenizer);
    }

    private static void CheckVectors(string folder, ContrastiveModel model, string[] sentences, ITextTokenizer tokenizer)
    {
        using var file = SafetensorsFile.Open(Path.Combine(folder, "after.safetensors"));
        using var gradients = no_grad();
        var golden = GoldenTensor.Float32(file.Tensors["cls_after"]); // [sentences, hidden]
        model.Encoder.eval();
        var batch = TokenBatch.Create([.. sentences.Take((int)golden.shape[0]).Select(s => tokenizer.Encode(s))], tokenizer.PaddingId);

        var found = PooledEmbeddings.Compute(Pooling.Cls, model.Encoder, batch);

        var relative = (found - golden).norm(1) / golden.norm(1);
        Assert.InRange(relative.max().item<float>(), 0, VectorTolerance);
    }

    private static ContrastiveModel Start(string folder, string directory, double weight)
    {
        using var checkpoint = Checkpoint.Open(directory);
        using var initial = SafetensorsFile.Open(Path.Combine(folder, "heads.safetensors"));
        var configuration = checkpoint.Configuration with { HiddenDropout = 0, AttentionDropout = 0 };
        var encoder = new TransformerModel(configuration, hasPooler: false);
        ParameterMemory.Read(checkpoint, encoder);
        var visual = initial.Tensors["visn_model.mlp.dense.weight"].Shape;
        var heads = new ProjectionHeads(configuration.HiddenSize, new SharedSpace((int)visual[1], (int)visual[0]));
        foreach (var (name, parameter) in heads.named_parameters())
        {
            var golden = name.StartsWith("pooler.", StringComparison.Ordinal) ? $"lang_model.{name}" : name;
            initial.Tensors[golden].CopyTo(ParameterMemory.Of(parameter));
        }

        encoder.train();
        return new ContrastiveModel(
            new EmbeddingModel(encoder, []),
            heads,
            new ContrastiveSettings(
                Pooling.Cls, configuration.PaddingId, Temperature, [new() { Temperature = Temperature, Weight = weight }]));
    }

    private static ContrastiveBatch[] Batches(JsonElement expected, ITextTokenizer tokenizer)
    {
        var features = FeatureFile.Load(SharedFolder.RequireShared(Features));
        var rows = File.ReadLines(SharedFolder.RequireShared(FeatureNames)).Select(line => line.Trim())
            .Index().ToDictionary(line => line.Item, line => line.Index);
        return [.. expected.GetProperty("batches").EnumerateArray().Select(batch => new ContrastiveBatch(
            [.. Sentences(batch).Select(sentence => tokenizer.Encode(sentence, maximumTokens: 32))],
            batch.GetProperty("images") is { ValueKind: JsonValueKind.Array } images
                ? features.SelectRows([.. images.EnumerateArray().Select(image => rows[image.GetString()!])])
                : null))];
    }

    private static string[] Sentences(JsonElement batch) =>
        [.. batch.GetProperty("sentences").EnumerateArray().Select(sentence => sentence.GetString()!)];

}
