using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Onnx;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Onnx;

/// <summary>What cannot be exported is refused by name, and leaves no file.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class HeadRulesTests
{
    private static readonly PooledState Mean = new(TokenReduction.Mean);

    [Fact]
    public void A_head_without_pooling_is_refused() => Refused(new OnnxHead(), "No pooling is given; at least one is needed.");

    [Fact]
    public void A_negative_number_of_tokens_left_out_is_refused() =>
        Refused(new OnnxHead(Mean) { LeftOut = -1 }, "-1 tokens are left out of the pooling; 0 or more are expected.");

    [Fact]
    public void A_hidden_state_beyond_the_last_is_refused() =>
        Refused(new OnnxHead(Mean with { AveragedWith = 3 }), "Hidden state 3 is asked for; there are 3, from 0.");

    [Fact]
    public void A_hidden_state_before_the_first_is_refused() =>
        Refused(new OnnxHead(Mean with { AveragedWith = ^4 }), "Hidden state ^4 is asked for; there are 3, from 0.");

    [Fact]
    public void A_dense_layer_of_another_size_is_refused() => Refused(
        new OnnxHead(Mean) { Dense = [Dense(15, 2, "Tanh")] },
        "A dense layer takes 15 components with 30 weights; 16 come in and 2 go out.");

    [Fact]
    public void All_that_does_not_fit_is_named()
    {
        var message = Refused(new OnnxHead() { LeftOut = -2, Dense = [Dense(3, 1, "Tanh")] }, "No pooling");

        Assert.Contains("-2 tokens", message, StringComparison.Ordinal);
        Assert.Contains("takes 3 components", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_without_the_dense_layer_that_a_pooling_needs_is_refused()
    {
        var configuration = RandomConfiguration.Draw("electra", new Random(1));
        using var model = new DrawnModel(configuration, new Random(1));

        var error = Assert.Throws<ArgumentException>(
            () => RuntimeModel.Export(model.Weights, new OnnxHead(new PooledState(TokenReduction.First) { IsDense = true })));

        Assert.Contains("it has no pooler.dense.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_activation_is_refused()
    {
        using var model = new DrawnModel(Tiny.Configuration, new Random(1));

        var error = Assert.Throws<NotSupportedException>(
            () => RuntimeModel.Export(model.Weights, new OnnxHead(Mean) { Dense = [Dense(16, 2, "Mish")] }));

        Assert.Equal("Activation 'Mish' cannot be written to ONNX.", error.Message);
    }

    private static DenseWeights Dense(int inputs, int outputs, string activation) => new()
    {
        InputSize = inputs,
        OutputSize = outputs,
        Activation = activation,
        Weight = new float[inputs * outputs],
    };

    private static string Refused(OnnxHead head, string part)
    {
        using var folder = new TemporaryFolder();
        using var model = new DrawnModel(Tiny.Configuration, new Random(1));

        var error = Assert.Throws<ArgumentException>(() => OnnxExport.Write(folder.File("model.onnx"), model.Weights, head));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.FullName));
        return error.Message;
    }
}
