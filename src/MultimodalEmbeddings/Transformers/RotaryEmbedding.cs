using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Transformers;

/// <summary>
/// Rotary position embedding: at position p, components i and i + size / 2 of a query or key are turned by the angle
/// p θ^(−2i / size), so that their product depends on the distance of two positions alone.
/// </summary>
/// <remarks>Su et al. 2021, section 3.2.2, with halves instead of neighbouring pairs, as Hugging Face turns them.</remarks>
/// <param name="Cosines">[tokens, size].</param>
/// <param name="Sines">[tokens, size].</param>
internal sealed record RotaryEmbedding(Tensor Cosines, Tensor Sines)
{
    /// <param name="theta">The base θ.</param>
    /// <param name="size">Components of a head, an even number.</param>
    /// <param name="tokens">Positions 0 to tokens − 1.</param>
    /// <param name="type">The type of what will be turned. The angles are float32 in any case, as the reference's are.</param>
    public static RotaryEmbedding Of(double theta, long size, long tokens, ScalarType type)
    {
        using var scope = NewDisposeScope();

        var exponents = NativeTensor.Places(size / 2).Times(2).to(ScalarType.Float32).Over(size);
        var frequencies = tensor((float)theta).pow(exponents).reciprocal(); // [size / 2]
        var half = NativeTensor.Places(tokens).to(ScalarType.Float32).outer(frequencies);
        var angles = cat([half, half], dim: 1); // [tokens, size]
        return new RotaryEmbedding(
            angles.cos().to(type).MoveToOuterDisposeScope(), angles.sin().to(type).MoveToOuterDisposeScope());
    }

    /// <param name="x">[batch, heads, tokens, size].</param>
    /// <returns>The same, each position turned by its angles.</returns>
    public Tensor Rotate(Tensor x)
    {
        using var scope = NewDisposeScope();

        var halves = x.chunk(2, dim: -1);
        var turned = cat([halves[1].neg(), halves[0]], dim: -1);
        return (x * Cosines).Plus(turned * Sines).MoveToOuterDisposeScope();
    }
}
