using MultimodalEmbeddings.Onnx;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Onnx;

/// <summary>ONNX Runtime computes with the exported model what the modules compute.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class OnnxExportTests
{
    private const double Tolerance = 1e-5;
    private const int Draws = 12;

    public static IEnumerable<TheoryDataRow<string>> ModelTypes() => RandomConfiguration.ModelTypes();

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Every_pooling_of_every_family_is_what_the_modules_give(string modelType)
    {
        var random = new Random(1);
        using var model = new DrawnModel(RandomConfiguration.Draw(modelType, random), random);

        foreach (var pooling in Enum.GetValues<Pooling>().Where(pooling => model.HasPooler || pooling != Pooling.ClsDense))
        {
            Compare(model, [pooling], new OnnxHead(OnnxPoolings.Of(pooling)), random);
        }
    }

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Any_head_on_any_encoder_is_what_the_modules_give(string modelType)
    {
        var random = new Random(2);
        for (var draw = 0; draw < Draws; draw++)
        {
            using var model = new DrawnModel(RandomConfiguration.Draw(modelType, random), random);
            var poolings = Enum.GetValues<Pooling>().Where(pooling => model.HasPooler || pooling != Pooling.ClsDense).ToArray();
            random.Shuffle(poolings);
            poolings = poolings[..random.Next(1, 4)];
            Compare(model, poolings, Head(model, poolings, random), random);
        }
    }

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Padding_does_not_change_an_embedding(string modelType)
    {
        var random = new Random(3);
        using var model = new DrawnModel(RandomConfiguration.Draw(modelType, random), random);
        var head = new OnnxHead([.. Enum.GetValues<TokenReduction>().Select(reduction => new PooledState(reduction))]);
        using var runtime = RuntimeModel.Export(model.Weights, head);
        var sentences = model.Sentences(random, 5);

        var together = runtime.Encode(sentences, model.Configuration.PaddingId);

        float[] alone = [.. sentences.SelectMany(ids => runtime.Encode([ids], model.Configuration.PaddingId))];
        Assert.InRange(GoldenTensor.LargestDifference(together, alone), 0, Tolerance * Math.Max(1, Largest(alone)));
    }

    [Fact]
    public void The_same_encoder_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        using var model = new DrawnModel(Tiny.Configuration, new Random(4));
        var head = new OnnxHead(new PooledState(TokenReduction.Mean)) { Normalizes = true };

        OnnxExport.Write(folder.File("first.onnx"), model.Weights, head);
        OnnxExport.Write(folder.File("second.onnx"), model.Weights, head);

        Assert.Equal(File.ReadAllBytes(folder.File("first.onnx")), File.ReadAllBytes(folder.File("second.onnx")));
        Assert.Equal(2, Directory.GetFiles(folder.FullName).Length);
    }

    [Fact]
    public void Normalised_embeddings_have_length_1()
    {
        using var model = new DrawnModel(Tiny.Configuration, new Random(5));
        using var runtime = RuntimeModel.Export(
            model.Weights, new OnnxHead(new PooledState(TokenReduction.Max)) { Normalizes = true });

        var found = runtime.Encode(model.Sentences(new Random(6), 4), 0);

        Assert.All(found.Chunk(Tiny.Configuration.HiddenSize), row => Assert.Equal(1, row.Sum(x => (double)x * x), 1e-5));
    }

    private static OnnxHead Head(DrawnModel model, Pooling[] poolings, Random random) =>
        new([.. poolings.Select(OnnxPoolings.Of)])
        {
            Dense = random.Next(2) == 0 ? [] : RandomEncoder.Dense(random, poolings.Length * model.Configuration.HiddenSize),
            Normalizes = random.Next(2) == 0,
            LeftOut = random.Next(2) == 0 ? 0 : random.Next(1, 5),
        };

    private static void Compare(DrawnModel model, IReadOnlyList<Pooling> poolings, OnnxHead head, Random random)
    {
        using var runtime = RuntimeModel.Export(model.Weights, head);
        foreach (var count in (int[])[1, 2, 7])
        {
            var sentences = model.Sentences(random, count);
            var expected = model.Encode(sentences, poolings, head);

            var found = runtime.Encode(sentences, model.Configuration.PaddingId);

            var difference = GoldenTensor.LargestDifference(found, expected) / Math.Max(1, Largest(expected));
            Assert.True(difference <= Tolerance, $"{string.Join(", ", poolings)}, {head}, {model.Configuration}: {difference}");
        }
    }

    private static double Largest(float[] values) => values.Max(Math.Abs);
}
