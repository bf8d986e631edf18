using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Onnx;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Onnx;

/// <summary>The folders of reference/encoders, exported, as ONNX Runtime runs them.</summary>
[Trait(Category.Name, Category.Reference)]
public class OnnxReferenceTests
{
    private const string Expected = "expected.safetensors";

    public static IEnumerable<TheoryDataRow<string>> Models() => SharedFolder.ReferenceFolders("encoders/models", Expected);

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_pooling_equals_the_reference(string name)
    {
        var folder = SharedFolder.RequireReference($"encoders/models/{name}");
        using var checkpoint = Checkpoint.Open(folder);
        using var golden = SafetensorsFile.Open(Path.Combine(folder, Expected));
        var weights = new CheckpointWeights(checkpoint);
        var tolerance = weights.Configuration.ModernBert is null ? 2e-5 : 1e-4; // as the reference's README says

        foreach (var (key, pooling) in GoldenPoolings.All.Where(it => golden.Tensors.ContainsKey($"batch.pool.{it.Name}")))
        {
            if (pooling == Pooling.ClsDense && !weights.Contains("pooler.dense.weight"))
            {
                Assert.Throws<ArgumentException>(() => RuntimeModel.Export(weights, new OnnxHead(OnnxPoolings.Of(pooling))));
                continue;
            }

            using var model = RuntimeModel.Export(weights, new OnnxHead(OnnxPoolings.Of(pooling)));
            foreach (var part in Parts(golden))
            {
                var sentences = GoldenTensor.Rows(golden.Tensors[$"{part}.input_ids"], golden.Tensors[$"{part}.attention_mask"]);
                var found = model.Encode(sentences, weights.Configuration.PaddingId);
                var expected = GoldenTensor.Floats(golden.Tensors[$"{part}.pool.{key}"]);
                var difference = GoldenTensor.LargestDifference(found, expected);
                Assert.True(difference <= tolerance, $"{part}.pool.{key}: {difference}");
            }
        }
    }

    [Fact]
    [Trait(Category.Name, Category.Real)]
    public void The_real_model_gives_the_vectors_of_sentence_transformers()
    {
        using var checkpoint = Checkpoint.Open(SharedFolder.RequireShared("models/all-MiniLM-L6-v2"));
        using var file = SafetensorsFile.Open(SharedFolder.RequireReference("evaluation/embeddings.safetensors"));
        using var document = JsonDocument.Parse(
            File.ReadAllText(SharedFolder.RequireReference("evaluation/embedding_sentences.json")));
        int[][] sentences =
        [
            .. document.RootElement.GetProperty("sentences").EnumerateArray()
                .Select(sentence => sentence.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).ToArray()),
        ];
        using var model = RuntimeModel.Export(
            new CheckpointWeights(checkpoint), new OnnxHead(new PooledState(TokenReduction.Mean)) { Normalizes = true });

        float[] found = [.. sentences.Chunk(32).SelectMany(batch => model.Encode(batch, checkpoint.Configuration.PaddingId))];

        var expected = GoldenTensor.Floats(file.Tensors["sentence.f64"]);
        Assert.InRange(GoldenTensor.LargestDifference(found, expected), 0, 1e-5);
    }

    private static IEnumerable<string> Parts(SafetensorsFile golden) =>
        golden.Tensors.Keys.Where(key => key.EndsWith(".input_ids", StringComparison.Ordinal)).Select(key => key.Split('.')[0]);
}
