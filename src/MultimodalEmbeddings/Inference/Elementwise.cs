using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Inference;

/// <summary>The activations of <c>config.json</c>, as <c>Transformers.Activation</c> has them.</summary>
internal static class Elementwise<TLane>
    where TLane : struct, ILane<TLane>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>x Φ(x).</summary>
    public readonly struct Gelu : IElementwise<TLane>
    {
        [MethodImpl(Inline)]
        public static TLane Of(TLane x)
        {
            var half = TLane.Of(0.5f) * x;
            return TLane.MultiplyAdd(half, LaneMath<TLane>.Erf(x * TLane.Of(0.707106781f)), half);
        }
    }

    /// <summary>The approximation by tanh; Hendrycks and Gimpel 2016, section 2.</summary>
    public readonly struct GeluByTanh : IElementwise<TLane>
    {
        [MethodImpl(Inline)]
        public static TLane Of(TLane x)
        {
            var inner = TLane.MultiplyAdd(TLane.Of(0.044715f) * x * x, x, x) * TLane.Of(0.797884561f); // √(2 / π)
            var half = TLane.Of(0.5f) * x;
            return TLane.MultiplyAdd(half, LaneMath<TLane>.Tanh(inner), half);
        }
    }

    /// <summary>The approximation by a sigmoid, in the same paper.</summary>
    public readonly struct GeluBySigmoid : IElementwise<TLane>
    {
        [MethodImpl(Inline)]
        public static TLane Of(TLane x) => x * LaneMath<TLane>.Sigmoid(TLane.Of(1.702f) * x);
    }

    public readonly struct Relu : IElementwise<TLane>
    {
        [MethodImpl(Inline)]
        public static TLane Of(TLane x) => TLane.Max(x, TLane.Of(0));
    }

    public readonly struct Silu : IElementwise<TLane>
    {
        [MethodImpl(Inline)]
        public static TLane Of(TLane x) => x * LaneMath<TLane>.Sigmoid(x);
    }

    public readonly struct Tanh : IElementwise<TLane>
    {
        [MethodImpl(Inline)]
        public static TLane Of(TLane x) => LaneMath<TLane>.Tanh(x);
    }
}
