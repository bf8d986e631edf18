using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Objectives;

/// <summary>InfoNCE with in-batch negatives: every anchor has to pick its own positive out of the batch.</summary>
/// <remarks>
/// van den Oord et al. 2018, eq. 4, in the form of SimCSE (Gao et al. 2021, eq. 1). One direction only: anchors choose among
/// positives.
/// </remarks>
internal static class InfoNce
{
    /// <param name="anchors">Anchor embeddings, [batch, dimension].</param>
    /// <param name="positives">Their positives, row by row, [batch, dimension].</param>
    /// <param name="temperature">Softmax temperature τ; smaller is sharper.</param>
    /// <returns>The loss averaged over the batch, a scalar in nats.</returns>
    /// <exception cref="ArgumentException">The two sides are not matrices of the same shape.</exception>
    public static Tensor Loss(Tensor anchors, Tensor positives, double temperature)
    {
        using var scope = NewDisposeScope();
        return PickOwn(Logits(anchors, positives, temperature)).MoveToOuterDisposeScope();
    }

    /// <summary>Both directions, averaged: positives choose among anchors too.</summary>
    /// <inheritdoc cref="Loss"/>
    public static Tensor Symmetric(Tensor anchors, Tensor positives, double temperature)
    {
        using var scope = NewDisposeScope();

        var logits = Logits(anchors, positives, temperature); // [batch, batch]
        return PickOwn(logits).Plus(PickOwn(logits.t())).Over(2).MoveToOuterDisposeScope();
    }

    /// <summary>Anchors choose among positives and hard negatives: those of the whole batch are everyone's negatives.</summary>
    /// <param name="anchors">Anchor embeddings, [batch, dimension].</param>
    /// <param name="positives">Their positives, row by row, [batch, dimension].</param>
    /// <param name="hard">Their hard negatives.</param>
    /// <param name="temperature">Softmax temperature τ; smaller is sharper.</param>
    /// <returns>The loss averaged over the batch, a scalar in nats.</returns>
    /// <exception cref="ArgumentException">The sides are not matrices of the same shape.</exception>
    /// <remarks>Gao et al. 2021, eq. 5 and section 6.3: the weight is the logarithm of their α.</remarks>
    public static Tensor WithHardNegatives(Tensor anchors, Tensor positives, HardNegatives hard, double temperature)
    {
        using var scope = NewDisposeScope();

        var own = eye(anchors.shape[0], dtype: anchors.dtype, device: anchors.device).Times(hard.Weight); // [batch, batch]
        var negatives = Logits(anchors, hard.Embeddings, temperature).Plus(own);
        return PickOwn(cat([Logits(anchors, positives, temperature), negatives], 1)).MoveToOuterDisposeScope();
    }

    /// <summary>Cosines over temperature, [batch, batch].</summary>
    private static Tensor Logits(Tensor anchors, Tensor others, double temperature)
    {
        if (anchors.dim() != 2 || !anchors.shape.SequenceEqual(others.shape))
        {
            throw new ArgumentException(
                $"Anchors and what they are compared with must both be [batch, dimension]; they are " +
                $"[{string.Join(", ", anchors.shape)}] and [{string.Join(", ", others.shape)}].");
        }

        return functional.normalize(anchors).mm(functional.normalize(others).t()).Over(temperature);
    }

    /// <summary>Cross entropy where the right column of row i is column i.</summary>
    private static Tensor PickOwn(Tensor logits) =>
        functional.cross_entropy(logits, NativeTensor.Places(logits.shape[0]).to(logits.device));
}
