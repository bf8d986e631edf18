using TorchSharp;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Runtime;

/// <summary>Tensors and numbers, each number alive until libtorch has read it.</summary>
/// <remarks><see cref="KeptScalar"/> says why the operators are not used.</remarks>
internal static class ScalarArithmetic
{
    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, KeptScalar.One);

    public static Tensor Plus(this Tensor left, long right)
    {
        using var scalar = right.ToScalar();
        return left.add(scalar, KeptScalar.One);
    }

    public static Tensor Times(this Tensor left, double right)
    {
        using var scalar = right.ToScalar();
        return left.mul(scalar);
    }

    /// <summary>Integers stay integers.</summary>
    public static Tensor Times(this Tensor left, long right)
    {
        using var scalar = right.ToScalar();
        return left.mul(scalar);
    }

    public static Tensor Over(this Tensor left, double right)
    {
        using var scalar = right.ToScalar();
        return left.div(scalar);
    }

    /// <returns>The value of a tensor of one element.</returns>
    public static double Number(this Tensor value)
    {
        using var scalar = value.ToScalar();
        return scalar.ToDouble();
    }

    /// <inheritdoc cref="Number"/>
    public static long Integer(this Tensor value)
    {
        using var scalar = value.ToScalar();
        return scalar.ToInt64();
    }
}
