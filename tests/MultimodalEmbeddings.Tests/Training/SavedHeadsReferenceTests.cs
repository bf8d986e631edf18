using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>The heads in MCSE's own files give its projections.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class SavedHeadsReferenceTests
{
    private const string HeadsFile = "mcse.pt";
    private const double Tolerance = 2e-5;

    public static IEnumerable<TheoryDataRow<string, string>> Forms() =>
        from container in SharedFolder.ReferenceFolders("encoders/containers", "expected.safetensors")
        from form in container.Skip is null
            ? SharedFolder.ReferenceFolders(Path.Combine("encoders/containers", container.Data), HeadsFile)
            : [container]
        select new TheoryDataRow<string, string>(container.Data, form.Data) { Skip = form.Skip };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Projections_equal_the_reference(string container, string form)
    {
        var parent = SharedFolder.RequireReference(Path.Combine("encoders/containers", container));
        using var expected = SafetensorsFile.Open(Path.Combine(parent, "expected.safetensors"));
        Assert.SkipUnless(expected.Tensors.ContainsKey("mcse.grounding"), $"{parent} has no golden projections.");
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var (first, features) = (Golden("batch.pool.cls_before_pooler"), Golden("mcse.visual_features"));
        var shared = new SharedSpace((int)features.shape[1], (int)Golden("mcse.visual").shape[1]);
        using var heads = new ProjectionHeads((int)first.shape[1], shared);

        SavedHeads.Read(Path.Combine(parent, form, HeadsFile), heads);

        Check("mcse.grounding", heads.Images[0].Grounding.forward(first));
        Check("mcse.visual", heads.Images[0].Visual.forward(features));

        Tensor Golden(string name) => GoldenTensor.Float32(expected.Tensors[name]);

        void Check(string name, Tensor projected)
        {
            var found = nn.functional.normalize(projected, dim: -1).contiguous().data<float>().ToArray();
            Assert.InRange(GoldenTensor.LargestDifference(found, GoldenTensor.Floats(expected.Tensors[name])), 0, Tolerance);
        }
    }
}
