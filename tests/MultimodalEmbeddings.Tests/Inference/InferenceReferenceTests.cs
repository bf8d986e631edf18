using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Inference;

/// <summary>Hidden states of reference/encoders, computed in C# alone.</summary>
[Trait(Category.Name, Category.Reference)]
public class InferenceReferenceTests
{
    private const string Expected = "expected.safetensors";

    public static IEnumerable<TheoryDataRow<string, int>> Models() =>
        SharedFolder.ReferenceFolders("encoders/models", Expected).SelectMany(row => LaneModels.Widths.Select(
            width => new TheoryDataRow<string, int>(row.Data, width) { Skip = row.Skip }));

    [Theory]
    [MemberData(nameof(Models))]
    public void Hidden_states_equal_the_reference(string name, int width)
    {
        var folder = SharedFolder.RequireReference($"encoders/models/{name}");
        using var checkpoint = Checkpoint.Open(folder);
        using var model = LaneModels.Load(new CheckpointWeights(checkpoint), width);
        using var golden = SafetensorsFile.Open(Path.Combine(folder, Expected));
        var tolerance = model.Configuration.ModernBert is null ? 2e-5 : 1e-4; // as the reference's README says

        foreach (var part in golden.Tensors.Keys.Where(key => key.EndsWith(".input_ids", StringComparison.Ordinal)))
        {
            var prefix = part.Split('.')[0];
            var sentences = GoldenTensor.Rows(golden.Tensors[part], golden.Tensors[$"{prefix}.attention_mask"]);
            var states = KeptStates.Of(model, sentences);

            for (var layer = 0; layer < states.Count; layer++)
            {
                var tensor = layer < states.Count - 1 ? $"{prefix}.hidden_states.{layer}" : $"{prefix}.last_hidden_state";
                var difference = GoldenTensor.LargestDifference(states[layer], GoldenTensor.Floats(golden.Tensors[tensor]));
                Assert.True(difference <= tolerance, $"{tensor}: {difference}");
            }
        }
    }
}
