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
        if (anchors.dim() != 2 || !anchors.shape.SequenceEqual(positives.shape))
        {
            throw new ArgumentException(
                $"Anchors and positives must both be [batch, dimension]; they are [{string.Join(", ", anchors.shape)}] and " +
                $"[{string.Join(", ", positives.shape)}].");
        }

        using var scope = NewDisposeScope();

        var cosines = functional.normalize(anchors).mm(functional.normalize(positives).t()); // [batch, batch]
        var targets = arange(anchors.shape[0], device: anchors.device); // the positive of row i is column i
        return functional.cross_entropy(cosines / temperature, targets).MoveToOuterDisposeScope();
    }
}
