using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Objectives;

/// <summary>The losses of reference/objectives in float64: value to 1e-9, gradients to 1e-8.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class ObjectivesReferenceTests
{
    private const string Cases = "cases.json";

    public static IEnumerable<TheoryDataRow<string>> Names()
    {
        var path = Path.Combine(SharedFolder.Reference, "objectives", Cases);
        if (!File.Exists(path))
        {
            return [new TheoryDataRow<string>("absent") { Skip = $"{path} is absent." }];
        }

        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateObject().Select(property => new TheoryDataRow<string>(property.Name))];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_and_its_gradients_equal_the_reference(string name)
    {
        using var scope = NewDisposeScope();
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireReference($"objectives/{Cases}")));
        using var file = SafetensorsFile.Open(SharedFolder.RequireReference("objectives/cases.safetensors"));
        var expected = document.RootElement.GetProperty(name);
        var inputs = expected.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()!)
            .ToDictionary(input => input, input => GoldenTensor.Float64(file.Tensors[$"{name}/{input}"]).requires_grad_());

        var loss = Loss(name, inputs, expected.GetProperty("options"));
        loss.backward();

        Assert.Equal(expected.GetProperty("loss").GetDouble(), loss.item<double>(), 1e-9);
        foreach (var (input, value) in inputs)
        {
            var gradient = GoldenTensor.Float64(file.Tensors[$"{name}/{input}.gradient"]);
            Assert.InRange((value.grad! - gradient).abs().max().item<double>(), 0, 1e-8);
        }
    }

    private static Tensor Loss(string name, Dictionary<string, Tensor> inputs, JsonElement options)
    {
        var kind = name.Split('/')[0];
        var temperature = Temperature(options);
        switch (kind)
        {
            case "info-nce":
            case "multiple-negatives" when !inputs.ContainsKey("negatives"):
                return InfoNce.Loss(inputs["anchors"], inputs["positives"], temperature);
            case "info-nce-symmetric":
            case "multiple-negatives-symmetric" when !inputs.ContainsKey("negatives"):
                return InfoNce.Symmetric(inputs["anchors"], inputs["positives"], temperature);
            case "hard-negatives":
            case "multiple-negatives":
                var weight = options.TryGetProperty("weight", out var found) ? found.GetDouble() : 0;
                return InfoNce.WithHardNegatives(
                    inputs["anchors"], inputs["positives"], new HardNegatives(inputs["negatives"], weight), temperature);
            case "grounding":
                return McseObjective.Grounding(
                    inputs["first_view"], inputs["second_view"], inputs["images"], new() { Temperature = temperature });
            default:
                Assert.Skip($"The objective {name} is not part of the library.");
                throw new InvalidOperationException(kind);
        }
    }

    /// <summary>sentence-transformers' scale is 1 / temperature.</summary>
    private static double Temperature(JsonElement options)
    {
        if (options.TryGetProperty("temperature", out var temperature))
        {
            return temperature.GetDouble();
        }

        return options.TryGetProperty("scale", out var scale) ? 1 / scale.GetDouble() : 0;
    }
}
