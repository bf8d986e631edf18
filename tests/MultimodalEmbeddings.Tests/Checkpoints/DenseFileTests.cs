using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class DenseFileTests : IDisposable
{
    private const string Settings = "config.json";
    private const string Sizes = """ "in_features": 3, "out_features": 2 """;

    private static readonly DenseWeights Weights = new()
    {
        InputSize = 3,
        OutputSize = 2,
        Activation = "Sigmoid",
        Weight = [1, 2, 3, 4, 5, 6],
        Bias = [7, 8],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        DenseFile.Write(_folder.FullName, Weights);

        var read = DenseFile.Read(_folder.FullName);

        Assert.Equal(Weights.Weight, read.Weight);
        Assert.Equal(Weights.Bias, read.Bias);
        Assert.Equal(("Sigmoid", 3, 2), (read.Activation, read.InputSize, read.OutputSize));
        Assert.Equal(
            ["config.json", "model.safetensors"],
            Directory.GetFiles(_folder.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_that_are_absent_mean_tanh_and_a_bias()
    {
        DenseFile.Write(_folder.FullName, Weights);
        File.WriteAllText(_folder.File(Settings), $"{{{Sizes}}}");

        var read = DenseFile.Read(_folder.FullName);

        Assert.Equal(("Tanh", 2), (read.Activation, read.Bias!.Length));
    }

    [Theory]
    [InlineData("{}", "has in_features 0; expected 1 to")]
    [InlineData("""{"in_features": 3}""", "has out_features 0")]
    [InlineData("""{"in_features": 3, "out_features": 2147483647}""", "has out_features 2147483647")]
    [InlineData("""{"in_features": "3", "out_features": 2}""", "an integer")]
    [InlineData($$"""{{{Sizes}}, "activation_function": "torch.nn.modules.activation.PReLU"}""", "activation.PReLU")]
    [InlineData($$"""{{{Sizes}}, "activation_function": "os.system.Tanh"}""", "os.system.Tanh, which is not")]
    [InlineData($$"""{{{Sizes}}, "use_residual": true}""", "use_residual")]
    [InlineData($$"""{{{Sizes}}, "bias": 1}""", "true or false")]
    [InlineData("[]", "where an object is expected")]
    public void Settings_that_are_not_supported_are_named(string settings, string fault)
    {
        DenseFile.Write(_folder.FullName, Weights);
        File.WriteAllText(_folder.File(Settings), settings);

        var exception = Assert.Throws<CheckpointException>(() => DenseFile.Read(_folder.FullName));

        Assert.Equal(_folder.File(Settings), exception.FilePath);
        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 1048576, "linear.weight", "[1048576, 3]")]
    [InlineData(2, 2, "linear.weight", "[2, 2]")]
    public void Weights_of_another_shape_are_named(int inputs, int outputs, string tensor, string expected)
    {
        DenseFile.Write(_folder.FullName, Weights);
        File.WriteAllText(_folder.File(Settings), $$"""{"in_features": {{inputs}}, "out_features": {{outputs}}}""");

        var exception = Assert.Throws<CheckpointMismatchException>(() => DenseFile.Read(_folder.FullName));

        Assert.Equal((tensor, expected, "[2, 3]"), (exception.TensorName, exception.Expected, exception.Found));
    }

    [Fact]
    public void A_bias_that_the_file_lacks_is_named()
    {
        DenseFile.Write(_folder.FullName, Weights with { Bias = null });
        File.WriteAllText(_folder.File(Settings), $"{{{Sizes}}}");

        var exception = Assert.Throws<CheckpointMismatchException>(() => DenseFile.Read(_folder.FullName));

        Assert.Equal("linear.bias", exception.TensorName);
    }

    [Fact]
    public void Weights_that_are_missing_are_named()
    {
        DenseFile.Write(_folder.FullName, Weights);
        File.Delete(_folder.File("model.safetensors"));

        var exception = Assert.Throws<CheckpointException>(() => DenseFile.Read(_folder.FullName));

        Assert.Equal(_folder.File("model.safetensors"), exception.FilePath);
    }
}
