using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>CLIP's text tower on the reference's token ids: README of reference/vision, section 5.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class ClipTextTowerReferenceTests
{
    public static IEnumerable<TheoryDataRow<string>> Models => GoldenTransformer.TextModels;

    [Theory]
    [MemberData(nameof(Models))]
    public void Projected_texts_equal_the_reference(string model)
    {
        using var golden = new GoldenTransformer(model);
        using var scope = NewDisposeScope();
        using var tower = new ClipTextTower(golden.Weights, ClipTextLayout.Of(golden.Weights));

        var projected = tower.forward(golden.Ids());

        golden.AssertClose("text/projected", ParameterMemory.Of(projected));
        golden.AssertClose("text/embeds", ParameterMemory.Of(nn.functional.normalize(projected)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Pooled_texts_equal_the_reference(string model)
    {
        using var golden = new GoldenTransformer(model);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        using var tower = new ClipTextTower(golden.Weights, ClipTextLayout.Of(golden.Weights));
        var ids = golden.Ids();

        golden.AssertClose("text/pooled", ParameterMemory.Of(tower.Pool(tower.HiddenStates(ids), ids)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_token_that_is_no_padding_equals_the_reference(string model)
    {
        using var golden = new GoldenTransformer(model);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        using var tower = new ClipTextTower(golden.Weights, ClipTextLayout.Of(golden.Weights));
        var stored = golden.Expected("text/last_hidden_state");
        var (width, hidden, expected) = ((int)stored.Shape[1], (int)stored.Shape[2], GoldenTensor.Floats(stored));

        foreach (var (row, ids) in golden.Ids().Take((int)stored.Shape[0]).Index())
        {
            GoldenTransformer.AssertClose(
                $"row {row}",
                ParameterMemory.Of(tower.HiddenStates([ids])),
                expected.AsSpan(row * width * hidden, ids.Length * hidden),
                tolerance: 2e-5);
        }
    }
}
