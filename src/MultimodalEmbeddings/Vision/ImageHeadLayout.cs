using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>What stands between a pooled token and features: nothing, a dense layer, or one with an activation.</summary>
/// <param name="Dense">The dense layer; null for none.</param>
/// <param name="Activation">What follows it; null for nothing.</param>
internal sealed record ImageHeadLayout(LinearLayout? Dense = null, string? Activation = null)
{
    public IEnumerable<TensorSpecification> Tensors => Dense?.Tensors ?? [];

    /// <summary>The number of features.</summary>
    /// <param name="hidden">The number of components of a token.</param>
    public int Dimension(int hidden) => Dense?.Outputs ?? hidden;
}
