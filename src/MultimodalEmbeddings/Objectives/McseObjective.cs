using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Objectives;

/// <summary>The two parts of MCSE's objective; the text part alone is SimCSE's.</summary>
/// <remarks>
/// Zhang et al. 2022, section 3; the reference's <c>model.py</c>, which averages over the two views where the paper's formula
/// sums.
/// </remarks>
internal static class McseObjective
{
    /// <summary>L_text: each sentence has to pick its second view or its given positive.</summary>
    /// <param name="head">g.</param>
    /// <param name="embeddings">Two views, or anchor, positive and hard negative, [batch, 2 or 3, hidden].</param>
    /// <param name="temperature">Softmax temperature τ.</param>
    /// <param name="negativeWeight">Of each anchor's own hard negative, where there is a third view.</param>
    public static Tensor Text(DenseTanh head, Tensor embeddings, double temperature, double negativeWeight = 0)
    {
        using var scope = NewDisposeScope();

        Tensor Project(long view) => head.forward(embeddings.select(1, view)); // [batch, hidden]
        var (anchors, positives) = (Project(0), Project(1));
        var loss = embeddings.shape[1] == 2
            ? InfoNce.Loss(anchors, positives, temperature)
            : InfoNce.WithHardNegatives(anchors, positives, new HardNegatives(Project(2), negativeWeight), temperature);
        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>L_vl before its weight, through a corpus' own heads.</summary>
    /// <param name="heads">g_s and g_v, of each target.</param>
    /// <param name="embeddings">Two views of each caption, [batch, 2, hidden].</param>
    /// <param name="features">
    /// Features of the captions' images and, where the heads have a second target, behind them those of the captions,
    /// [batch, features].
    /// </param>
    /// <param name="objective">The corpus' settings.</param>
    /// <remarks>Two targets are summed, not averaged, as in KDMCSE (Nguyen et al. 2024).</remarks>
    public static Tensor Image(ImageHeads heads, Tensor embeddings, Tensor features, MultimodalObjective objective)
    {
        using var scope = NewDisposeScope();

        var ofImages = features.narrow(1, 0, heads.Visual.FeatureSize);
        var first = heads.Grounding.forward(embeddings.select(1, 0)); // [batch, shared]
        var second = heads.Grounding.forward(embeddings.select(1, 1));
        var loss = Grounding(first, second, heads.Visual.forward(ofImages), objective);
        if (heads.Captions is { } captions)
        {
            var ofCaptions = features.narrow(1, heads.Visual.FeatureSize, captions.Visual.FeatureSize);
            loss = loss.Plus(Image(captions, embeddings, ofCaptions, objective));
        }

        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>Each view of a caption has to pick its own image; where the objective says so, each image its caption.</summary>
    /// <param name="first">First views in the shared space, [batch, shared].</param>
    /// <param name="second">Second views, [batch, shared].</param>
    /// <param name="images">Their images, [batch, shared].</param>
    /// <param name="objective">Temperature and direction.</param>
    public static Tensor Grounding(Tensor first, Tensor second, Tensor images, MultimodalObjective objective)
    {
        using var scope = NewDisposeScope();

        Tensor Loss(Tensor view) => objective.Symmetric
            ? InfoNce.Symmetric(view, images, objective.Temperature)
            : InfoNce.Loss(view, images, objective.Temperature);
        return Loss(first).Plus(Loss(second)).Over(2).MoveToOuterDisposeScope();
    }
}
