using System.Runtime.Intrinsics;

namespace MultimodalEmbeddings.Inference;

/// <summary>A linear layer on rows of its own, y = x Wᵀ + b: what stands behind the pooling. Safe for concurrent use.</summary>
internal abstract class LinearLayer : IDisposable
{
    /// <param name="weights">W, [outputs, inputs].</param>
    /// <param name="biases">b, [outputs], or empty for zeros.</param>
    /// <param name="inputs">Columns of W.</param>
    public static LinearLayer Of(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, int inputs) =>
        Vector512.IsHardwareAccelerated ? new LaneLinear<Lane512>(weights, biases, inputs)
        : Vector256.IsHardwareAccelerated ? new LaneLinear<Lane256>(weights, biases, inputs)
        : new LaneLinear<Lane128>(weights, biases, inputs);

    /// <param name="x">[rows, inputs].</param>
    /// <param name="y">Receives the results, [rows, outputs].</param>
    public abstract void Multiply(ReadOnlySpan<float> x, Span<float> y);

    /// <returns>Copies of W and b, as they were given.</returns>
    public abstract (float[] Weights, float[] Biases) ToArrays();

    public abstract void Dispose();
}
