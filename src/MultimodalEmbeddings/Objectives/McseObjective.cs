using static TorchSharp.torch;

namespace MultimodalEmbeddings.Objectives;

/// <summary>The objective of MCSE; without images it is that of unsupervised SimCSE.</summary>
/// <remarks>
/// Zhang et al. 2022, section 3; the reference's <c>model.py</c>, which averages over the two views where the paper's formula
/// sums.
/// </remarks>
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

        var image = Grounding(grounding.forward(first), grounding.forward(second), visual.forward(features), temperatures.Image);
        return new ContrastiveLosses(text.MoveToOuterDisposeScope(), image.MoveToOuterDisposeScope());
    }

    /// <summary>L_vl: each view of a caption has to pick its own image; text to image only.</summary>
    /// <param name="first">First views in the shared space, [batch, shared].</param>
    /// <param name="second">Second views, [batch, shared].</param>
    /// <param name="images">Their images, [batch, shared].</param>
    /// <param name="temperature">Softmax temperature τ′.</param>
    public static Tensor Grounding(Tensor first, Tensor second, Tensor images, double temperature)
    {
        using var scope = NewDisposeScope();

        var losses = InfoNce.Loss(first, images, temperature) + InfoNce.Loss(second, images, temperature);
        return (losses / 2).MoveToOuterDisposeScope();
    }
}
