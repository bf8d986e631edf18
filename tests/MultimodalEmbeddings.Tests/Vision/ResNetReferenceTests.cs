using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Networks of reference/vision/resnet, against float64 runs of torchvision.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class ResNetReferenceTests
{
    // Relative to the largest value. The reference's README allows 1e-4 where batch norms are folded into convolutions.
    private const double Tolerance = 1e-5;

    public static IEnumerable<TheoryDataRow<string, string>> Cases() => GoldenResNet.Cases();

    [Fact]
    public void The_formula_is_the_references()
    {
        var report = ImageCases.Json(SharedFolder.RequireReference("vision/resnet/resnet.json"));
        var (salt, formula) = (report.GetProperty("salt").GetString()!, report.GetProperty("formula"));

        Assert.All(formula.GetProperty("hashes_of_salt_plus_text").EnumerateArray(), it => Assert.Equal(
            ulong.Parse(it.GetProperty("fnv1a64").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            FormulaWeights.Hash(salt + it.GetProperty("text").GetString())));
        Assert.All(formula.GetProperty("samples").EnumerateArray(), it => Assert.Equal(
            it.GetProperty("value").GetSingle(),
            FormulaWeights.Values(Specification(it), salt)[it.GetProperty("index").GetInt32()]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_network_has_the_tensors_of_the_reference(string model, string container)
    {
        using var golden = new GoldenResNet(model, container);
        var layout = ResNetLayout.Of(golden.Weights)!;

        var expected = GoldenResNet.Listed(model).Where(
            it => !GoldenResNet.IsStepCount(it.Name) && !it.Name.StartsWith(ResNetLayout.Classifier, StringComparison.Ordinal));

        Assert.Equal(Sorted(expected), Sorted(layout.Tensors));
        Assert.Equal(golden.Facts.GetProperty("tensors").GetInt32(), GoldenResNet.Listed(model).Count());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Files_hold_the_formulas_values_to_their_precision(string model, string container)
    {
        using var golden = new GoldenResNet(model, container);
        foreach (var tensor in GoldenResNet.Listed(model).Where(tensor => !GoldenResNet.IsStepCount(tensor.Name)))
        {
            var stored = golden.Weights.Find(tensor.Name, tensor.Shape);
            var expected = FormulaWeights.Values(tensor, golden.Salt);
            if (stored.Type == ElementType.Float16)
            {
                expected = [.. expected.Select(value => (float)(Half)value)];
            }

            Assert.True(GoldenTensor.Floats(stored).AsSpan().SequenceEqual(expected), tensor.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Features_and_logits_equal_the_reference(string model, string container)
    {
        using var golden = new GoldenResNet(model, container);
        using var scope = NewDisposeScope();
        var pooled = golden.Expected.Tensors[$"{model}/pooled"];
        var logits = golden.Expected.Tensors[$"{model}/logits"];
        var (features, classes) = (GoldenTensor.Floats(pooled), GoldenTensor.Floats(logits));

        Assert.NotEmpty(golden.Inputs);
        foreach (var (row, path) in golden.Inputs)
        {
            var found = golden.Network.forward(ImageCases.Input(path));
            AssertNear(Row(features, pooled, row), found, features);
            AssertNear(Row(classes, logits, row), Classified(golden.Weights, found), classes);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stages_equal_the_reference(string model, string container)
    {
        using var golden = new GoldenResNet(model, container);
        using var scope = NewDisposeScope();
        var (row, path) = golden.Inputs.FirstOrDefault();
        Assert.SkipUnless(row == 0 && path is not null, "The picture of the first input is absent.");
        var stages = Stages(golden, ImageCases.Input(path!));

        foreach (var expected in golden.Facts.GetProperty("stages_of_first_input").EnumerateObject())
        {
            AssertStatistics(expected, stages[expected.Name].contiguous());
        }
    }

    /// <summary>What each module of torchvision's network gives, by its name.</summary>
    private static Dictionary<string, Tensor> Stages(GoldenResNet golden, Tensor input)
    {
        using var gradients = no_grad();
        var stem = ResNetLayout.Of(golden.Weights)!.Stem;
        var raw = new ConvolutionWeights(ImageTensors.Read(golden.Weights, stem.Weight), new float[stem.Shape.Outputs]);
        using var convolution = new Convolution(stem.Shape, raw, Rectifier.None);
        using var normed = new Convolution(stem.Shape, ConvolutionWeights.Read(golden.Weights, stem), Rectifier.None);
        string[] names = ["maxpool", "layer1", "layer2", "layer3", "layer4"];
        return new Dictionary<string, Tensor>(names.Zip(golden.Network.Stages(input), KeyValuePair.Create))
        {
            ["conv1"] = convolution.forward(input),
            ["bn1"] = normed.forward(input),
            ["avgpool"] = golden.Network.forward(input).unsqueeze(-1).unsqueeze(-1),
        };
    }

    private static void AssertStatistics(JsonProperty expected, Tensor found)
    {
        double Expected(string name) => expected.Value.GetProperty(name).GetDouble();
        var (values, wide) = (ParameterMemory.Of(found).ToArray(), found.to(ScalarType.Float64));
        var tolerance = Tolerance * Math.Max(Math.Abs(Expected("min")), Math.Abs(Expected("max")));

        Assert.Equal(expected.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), found.shape);
        Assert.Equal(Expected("mean"), wide.mean().item<double>(), tolerance);
        Assert.Equal(Expected("std"), wide.std(unbiased: false).item<double>(), tolerance);
        Assert.Equal(Expected("min"), values.Min(), tolerance);
        Assert.Equal(Expected("max"), values.Max(), tolerance);
        foreach (var sample in expected.Value.GetProperty("samples").EnumerateArray())
        {
            var (index, value) = (sample[0].GetInt32(), sample[1].GetDouble());
            Assert.True(Math.Abs(values[index] - value) <= tolerance, $"{expected.Name} [{index}]: {values[index]}, not {value}");
        }
    }

    /// <summary>What torchvision's classifier makes of features: [batch, features] to [batch, classes].</summary>
    private static Tensor Classified(StateDictionary weights, Tensor features) => nn.functional.linear(
        features,
        GoldenTensor.Float32(weights.Tensors["fc.weight"]),
        GoldenTensor.Float32(weights.Tensors["fc.bias"]));

    private static void AssertNear(ReadOnlySpan<float> expected, Tensor found, float[] all)
    {
        var difference = GoldenTensor.LargestDifference(ParameterMemory.Of(found.contiguous()), expected);
        Assert.InRange(difference / all.Max(Math.Abs), 0, Tolerance);
    }

    private static ReadOnlySpan<float> Row(float[] values, CheckpointTensor matrix, int row) =>
        values.AsSpan(row * (int)matrix.Shape[1], (int)matrix.Shape[1]);

    private static TensorSpecification Specification(JsonElement entry) => new(
        entry.GetProperty("name").GetString()!,
        [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]);

    private static IEnumerable<string> Sorted(IEnumerable<TensorSpecification> tensors) =>
        tensors.Select(tensor => $"{tensor.Name} {tensor}").Order(StringComparer.Ordinal);
}
