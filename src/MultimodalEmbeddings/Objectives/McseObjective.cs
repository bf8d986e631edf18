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
    /// <param name="heads">g_s and g_v.</param>
    /// <param name="embeddings">Two views of each caption, [batch, 2, hidden].</param>
    /// <param name="features">Features of the captions' images, [batch, features].</param>
    /// <param name="objective">The corpus' settings.</param>
    public static Tensor Image(ImageHeads heads, Tensor embeddings, Tensor features, MultimodalObjective objective)
    {
        using var scope = NewDisposeScope();

        var first = heads.Grounding.forward(embeddings.select(1, 0)); // [batch, shared]
        var second = heads.Grounding.forward(embeddings.select(1, 1));
        return Grounding(first, second, heads.Visual.forward(features), objective).MoveToOuterDisposeScope();
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
        return ((Loss(first) + Loss(second)) / 2).MoveToOuterDisposeScope();
    }
}
