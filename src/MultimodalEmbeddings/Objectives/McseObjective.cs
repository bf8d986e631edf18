using TorchSharp;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Objectives;

/// <summary>The objective of MCSE; without images it is that of unsupervised SimCSE.</summary>
/// <remarks>Zhang et al. 2022, section 3; the reference's <c>model.py</c>, which averages over the two views where the paper's formula sums.</remarks>
internal static class McseObjective
{
    /// <param name="heads">The projection heads.</param>
    /// <param name="embeddings">Two views of each sentence, [batch, 2, hidden].</param>
    /// <param name="features">Features of the sentences' images, [batch, features], or null.</param>
    /// <param name="temperatures">Of the text and of the multimodal loss.</param>
    public static ContrastiveLosses Losses(
        ProjectionHeads heads, Tensor embeddings, Tensor? features, (double Text, double Image) temperatures)
    {
        using var scope = NewDisposeScope();

        var first = embeddings.select(1, 0); // [batch, hidden]
        var second = embeddings.select(1, 1);
        var text = InfoNce.Loss(heads.Text.forward(first), heads.Text.forward(second), temperatures.Text);
        if (features is null)
        {
            return new ContrastiveLosses(text.MoveToOuterDisposeScope(), null);
        }

        if (heads is not { Grounding: { } grounding, Visual: { } visual })
        {
            throw new InvalidOperationException("A batch with image features needs a grounding and a visual head.");
        }

        var images = visual.forward(features); // [batch, shared]
        var image = 0.5 * (InfoNce.Loss(grounding.forward(first), images, temperatures.Image)
            + InfoNce.Loss(grounding.forward(second), images, temperatures.Image));
        return new ContrastiveLosses(text.MoveToOuterDisposeScope(), image.MoveToOuterDisposeScope());
    }
}
