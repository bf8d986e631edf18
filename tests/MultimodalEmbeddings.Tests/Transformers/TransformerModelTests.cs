using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class TransformerModelTests
{
    private static readonly EncoderConfiguration Roberta = Tiny.Configuration with { ModelType = "roberta", PaddingId = 1 };

    public static IEnumerable<TheoryDataRow<string>> ModelTypes() => RandomConfiguration.ModelTypes();

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Its_parameters_have_the_names_and_shapes_of_a_checkpoints_tensors(string modelType)
    {
        var random = new Random(20250803);
        for (var round = 0; round < 10; round++)
        {
            var configuration = RandomConfiguration.Draw(modelType, random);
            using var model = new TransformerModel(configuration, hasPooler: false);

            Assert.Equal(
                EncoderTensors.Of(configuration).Select(tensor => $"{tensor.Name} {string.Join('x', tensor.Shape)}").Order(),
                model.named_parameters().Select(pair => $"{pair.name} {string.Join('x', pair.parameter.shape)}").Order());
        }
    }

    /// <summary>Of 30 positions and padding id 1: those that count from padding id + 1 lose two.</summary>
    [Theory]
    [InlineData("bert", 30)]
    [InlineData("roberta", 28)]
    [InlineData("xlm-roberta", 28)]
    [InlineData("distilbert", 30)]
    [InlineData("mpnet", 28)]
    [InlineData("electra", 30)]
    [InlineData("modernbert", 30)]
    public void A_family_takes_as_many_tokens_as_it_has_positions(string modelType, int tokens)
    {
        using var scope = NewDisposeScope();
        var configuration = RandomConfiguration.Draw(modelType, new Random(1)) with { MaximumPositions = 30, PaddingId = 1 };
        using var model = EncoderWeights.Draw(configuration, seed: 1);

        Assert.Equal(tokens, configuration.LongestSentence);
        Assert.Equal(configuration.Layers + 1, model.forward(Batch(tokens)).Count);
        Assert.Contains($"longer than the encoder's {tokens} ", Refusal(model, Batch(tokens + 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_tokens_are_refused_before_the_native_call()
    {
        using var scope = NewDisposeScope();
        using var model = EncoderWeights.Draw(Tiny.Configuration, seed: 1);
        using var roberta = EncoderWeights.Draw(Roberta, seed: 1);

        Assert.Equal(3, model.forward(Batch(24)).Count);
        Assert.Contains("25 tokens is longer than the encoder's 24", Refusal(model, Batch(25)), StringComparison.Ordinal);
        Assert.Equal(3, roberta.forward(Batch(22)).Count);
        Assert.Contains("23 tokens is longer than the encoder's 22", Refusal(roberta, Batch(23)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_outside_the_vocabulary_is_refused_before_the_native_call()
    {
        using var scope = NewDisposeScope();
        using var model = EncoderWeights.Draw(Tiny.Configuration, seed: 1);

        var message = Refusal(model, TokenBatch.Create([[2, 24, 3]], paddingId: 0));

        Assert.Contains("Token id 24 is outside the encoder's vocabulary of 24", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_from_a_seed_have_the_spread_that_the_configuration_says()
    {
        using var model = EncoderWeights.Draw(Tiny.Configuration with { HiddenSize = 256, IntermediateSize = 512 }, seed: 1);
        var weight = model.get_parameter("encoder.layer.0.intermediate.dense.weight")!.data<float>().ToArray();

        Assert.Equal(0.2, Math.Sqrt(weight.Average(x => x * x)), 2e-3);
        Assert.All(model.get_parameter("encoder.layer.0.output.dense.bias")!.data<float>(), value => Assert.Equal(0, value));
        Assert.All(model.get_parameter("embeddings.LayerNorm.weight")!.data<float>(), value => Assert.Equal(1, value));
        Assert.All(model.get_parameter("embeddings.word_embeddings.weight")![0].data<float>(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Dropout_works_in_training_alone()
    {
        using var scope = NewDisposeScope();
        using var model = EncoderWeights.Draw(Tiny.Configuration, seed: 1);
        float[] Last() => model.forward(Batch(10))[^1].data<float>().ToArray();

        Assert.Equal(Last(), Last());
        model.train();
        Assert.NotEqual(Last(), Last());
    }

    private static TokenBatch Batch(int tokens) => TokenBatch.Create([[.. Enumerable.Repeat(5, tokens)]], paddingId: 0);

    private static string Refusal(TransformerModel model, TokenBatch batch) =>
        Assert.Throws<ArgumentException>(() => model.forward(batch)).Message;
}
