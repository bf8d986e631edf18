using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Onnx;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Symmetric int8 weights with a scale for each output channel: names of values in a graph.</summary>
/// <param name="Weight">[inputs, outputs], int8.</param>
/// <param name="Scale">[outputs].</param>
/// <param name="Zero">[outputs], int8, all 0.</param>
internal sealed record QuantizedMatrix(string Weight, string Scale, string Zero)
{
    private const float Largest = 127;

    /// <param name="graph">Takes the tensors.</param>
    /// <param name="name">What they are called.</param>
    /// <param name="stored">[outputs, inputs].</param>
    /// <param name="outputs">Output channels.</param>
    public static QuantizedMatrix Of(Graph graph, string name, float[] stored, int outputs)
    {
        var inputs = stored.Length / outputs;
        float[] scales =
        [
            .. Enumerable.Range(0, outputs).Select(row => stored.AsSpan(row * inputs, inputs).ToArray().Max(MathF.Abs) / Largest),
        ];
        var values = new sbyte[stored.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var (input, output) = Math.DivRem(index, outputs);
            var scaled = MathF.Round(stored[(output * inputs) + input] / scales[output], MidpointRounding.ToEven);
            values[index] = scales[output] > 0 ? (sbyte)Math.Clamp(scaled, -Largest, Largest) : (sbyte)0;
        }

        return new QuantizedMatrix(
            Int8(graph, $"{name}.int8", values, inputs, outputs),
            graph.Floats($"{name}.scale", scales, outputs),
            Int8(graph, $"int8_zeros_{outputs}", new sbyte[outputs], outputs));
    }

    private static string Int8(Graph graph, string name, sbyte[] values, params long[] shape) => graph.Tensor(
        new TensorToWrite(name, shape, ElementType.Int8, stream => stream.Write(MemoryMarshal.AsBytes<sbyte>(values))));
}
