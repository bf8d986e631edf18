using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Objectives;

/// <summary>The two losses of a batch; tensors of the surrounding dispose scope.</summary>
/// <param name="Text">L_text, a scalar.</param>
/// <param name="Image">L_vl before its weight, a scalar; null for a batch without images.</param>
/// <param name="Weight">λ of the batch's corpus.</param>
internal sealed record ContrastiveLosses(Tensor Text, Tensor? Image, double Weight)
{
    /// <summary>L = L_text + λ L_vl.</summary>
    public Tensor Total() => Image is null ? Text : Text.Plus(Image.Times(Weight));
}
