using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>The tensors that each reference encoder's file holds are those that its config.json asks for.</summary>
[Trait(Category.Name, Category.Reference)]
public class EncoderTensorsReferenceTests
{
    private const string WeightsFile = "model.safetensors";

    public static IEnumerable<TheoryDataRow<string>> Models() => SharedFolder.ReferenceFolders("encoders/models", WeightsFile);

    [Theory]
    [MemberData(nameof(Models))]
    public void A_file_holds_what_its_configuration_asks_for_and_nothing_else(string name)
    {
        var folder = SharedFolder.RequireReference($"encoders/models/{name}");
        var configuration = EncoderConfiguration.Read(Path.Combine(folder, "config.json"));
        using var file = SafetensorsFile.Open(Path.Combine(folder, WeightsFile));

        Assert.Equal(
            file.Tensors.Values.Select(tensor => $"{tensor.Name} {TensorSpecification.Format(tensor.Shape)}")
                .Where(tensor => !tensor.StartsWith("pooler.", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            EncoderTensors.Of(configuration)
                .Select(tensor => $"{FamilyNames.ToStored(configuration.ModelType, tensor.Name)} {tensor}")
                .Order(StringComparer.Ordinal));
    }
}
