using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Inference;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Inference;

/// <summary>Small random encoders of every family; the modules are the oracle.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class InferenceModelTests
{
    public static IEnumerable<TheoryDataRow<string, int>> Models() => RandomConfiguration.ModelTypes().SelectMany(
        row => LaneModels.Widths.Select(width => new TheoryDataRow<string, int>(row.Data, width)));

    [Theory]
    [MemberData(nameof(Models))]
    public void Hidden_states_are_those_of_the_modules(string modelType, int width)
    {
        var random = new Random(width);
        for (var round = 0; round < 10; round++)
        {
            using var modules = EncoderWeights.Draw(RandomConfiguration.Draw(modelType, random), round);
            using var model = LaneModels.Load(new ModuleWeights(modules), width);
            var sentences = Sentences(modules.Configuration, random);

            var found = KeptStates.Of(model, sentences);

            var expected = Expected(modules, sentences);
            Assert.Equal(expected.Count, found.Count);
            for (var layer = 0; layer < found.Count; layer++)
            {
                var scale = Math.Max(1, expected[layer].Max(Math.Abs));
                Assert.InRange(GoldenTensor.LargestDifference(found[layer], expected[layer]) / scale, 0, 2e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_sentence_has_the_same_states_alone_and_among_others(string modelType, int width)
    {
        var random = new Random(width + 1);
        using var modules = EncoderWeights.Draw(RandomConfiguration.Draw(modelType, random), 3);
        using var model = LaneModels.Load(new ModuleWeights(modules), width);
        var sentences = Sentences(modules.Configuration, random);
        var together = KeptStates.Of(model, sentences)[^1];
        var hidden = modules.Configuration.HiddenSize;

        var start = 0;
        foreach (var ids in sentences)
        {
            var alone = KeptStates.Of(model, [ids])[^1];
            Assert.InRange(
                GoldenTensor.LargestDifference(alone, together.AsSpan(start * hidden, alone.Length)), 0, 1e-4);
            start += ids.Length;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Its_tensors_are_those_that_it_was_made_of(string modelType, int width)
    {
        using var modules = EncoderWeights.Draw(RandomConfiguration.Draw(modelType, new Random(5)), 3);
        using var model = LaneModels.Load(new ModuleWeights(modules), width);
        IWeightSource source = new ModuleWeights(modules);

        Assert.Equal(
            EncoderTensors.Of(modules.Configuration).Select(it => it.Name).Order(StringComparer.Ordinal),
            model.Tensors.Select(it => it.Name).Order(StringComparer.Ordinal));
        foreach (var tensor in model.Tensors)
        {
            Assert.Equal(source.Read(tensor.Name, [.. tensor.Shape]), tensor.Values());
        }
    }

    [Fact]
    public void What_there_is_no_room_for_is_refused()
    {
        using var modules = EncoderWeights.Draw(Tiny.Configuration, 1);
        using var model = InferenceModel.Load(new ModuleWeights(modules));
        var (words, positions) = (Tiny.Configuration.VocabularySize, Tiny.Configuration.MaximumPositions);

        Assert.Contains($"vocabulary of {words}", Fault([words]), StringComparison.Ordinal);
        Assert.Contains("Token id -1", Fault([1, -1]), StringComparison.Ordinal);
        Assert.Contains($"1 to {positions} positions", Fault(new int[positions + 1]), StringComparison.Ordinal);
        Assert.Contains("of 0 tokens", Fault([]), StringComparison.Ordinal);

        string Fault(int[] ids) => Assert.Throws<ArgumentException>(() => KeptStates.Of(model, [[1], ids])).Message;
    }

    private static int[][] Sentences(EncoderConfiguration configuration, Random random)
    {
        var longest = configuration.LongestSentence;
        return
        [
            .. Enumerable.Range(0, random.Next(1, 9)).Select(_ =>
                Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => random.Next(configuration.VocabularySize)).ToArray()),
        ];
    }

    private static List<float[]> Expected(TransformerModel modules, int[][] sentences)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var batch = TokenBatch.Create(sentences, modules.Configuration.PaddingId);
        var states = modules.forward(batch);
        return [.. states.Select(state => ParameterMemory.Of(state[batch.Attended.to(ScalarType.Bool)].contiguous()).ToArray())];
    }
}
