using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>A layer norm of a checkpoint.</summary>
/// <param name="Name">The checkpoint's.</param>
/// <param name="Norm">The norm.</param>
/// <param name="HasShift">Whether it has a shift there.</param>
internal sealed record NamedNorm<TLane>(string Name, RowNorm<TLane> Norm, bool HasShift)
    where TLane : struct, ILane<TLane>
{
    public IEnumerable<NamedTensor> Tensors
    {
        get
        {
            yield return new NamedTensor($"{Name}.weight", [Norm.Size], Norm.Gain);
            if (HasShift)
            {
                yield return new NamedTensor($"{Name}.bias", [Norm.Size], Norm.Shift);
            }
        }
    }

    /// <returns>Null where the checkpoint has none of the name.</returns>
    public static NamedNorm<TLane>? Read(IWeightSource source, string name, int size)
    {
        if (!source.Contains($"{name}.weight"))
        {
            return null;
        }

        var hasShift = source.Contains($"{name}.bias");
        var norm = new RowNorm<TLane>(
            source.Read($"{name}.weight", size),
            hasShift ? source.Read($"{name}.bias", size) : [],
            source.Configuration.LayerNormEpsilon);
        return new NamedNorm<TLane>(name, norm, hasShift);
    }
}
