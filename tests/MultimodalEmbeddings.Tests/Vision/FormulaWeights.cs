using System.Text;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>
/// Weights of which every value follows from the tensor's name, its shape and the element's index: the formula of the reference
/// (README of reference/vision, section 3), which needs no file of weights.
/// </summary>
internal static class FormulaWeights
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>FNV-1a, 64 bits, of a text in UTF-8.</summary>
    public static ulong Hash(string text) =>
        Encoding.UTF8.GetBytes(text).Aggregate(0xCBF29CE484222325, (hash, value) => unchecked((hash ^ value) * 0x100000001B3));

    public static float[] Values(TensorSpecification tensor, string salt = "")
    {
        var (offset, scale) = Range(tensor);
        var state = Hash(salt + tensor.Name);
        var values = new float[tensor.Shape.Aggregate(1L, (product, size) => product * size)];
        for (var index = 0; index < values.Length; index++)
        {
            state = unchecked(state + Golden);
            values[index] = (float)(offset + (scale * Unit(state)));
        }

        return values;
    }

    public static TensorToWrite ToWrite(TensorSpecification tensor, string salt = "") => ToWrite(tensor, Values(tensor, salt));

    public static TensorToWrite ToWrite(TensorSpecification tensor, float[] values) => new(
        tensor.Name,
        tensor.Shape,
        ElementType.Float32,
        stream => stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values)));

    private static double Unit(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
        }

        return ((z >> 11) * Math.Pow(2, -53) * 2) - 1;
    }

    private static (double Offset, double Scale) Range(TensorSpecification tensor) =>
        tensor.Name.EndsWith("running_var", StringComparison.Ordinal) ? (1, 0.5)
        : tensor.Name.EndsWith("running_mean", StringComparison.Ordinal) ? (0, 0.1)
        : tensor.Shape.Count >= 2 ? (0, Math.Sqrt(3.0 / tensor.Shape.Skip(1).Aggregate(1L, (product, size) => product * size)))
        : tensor.Name.EndsWith("weight", StringComparison.Ordinal) ? (1, 0.25)
        : (0, 0.1);
}
