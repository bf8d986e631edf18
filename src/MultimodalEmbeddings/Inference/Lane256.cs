using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MultimodalEmbeddings.Inference;

/// <summary>8 floats, for processors with AVX2.</summary>
internal readonly unsafe struct Lane256 : ILane<Lane256>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<float> _values;

    private Lane256(Vector256<float> values) => _values = values;

    public static int Count => 8;

    public static int RowsAtOnce => 4;

    [MethodImpl(Inline)]
    public static Lane256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(Inline)]
    public static void Store(Lane256 lane, float* destination) => lane._values.Store(destination);

    [MethodImpl(Inline)]
    public static Lane256 Of(float value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static Lane256 MultiplyAdd(Lane256 a, Lane256 b, Lane256 c) =>
        new(Vector256.MultiplyAddEstimate(a._values, b._values, c._values));

    [MethodImpl(Inline)]
    public static Lane256 operator +(Lane256 left, Lane256 right) => new(left._values + right._values);

    [MethodImpl(Inline)]
    public static Lane256 operator -(Lane256 left, Lane256 right) => new(left._values - right._values);

    [MethodImpl(Inline)]
    public static Lane256 operator *(Lane256 left, Lane256 right) => new(left._values * right._values);

    [MethodImpl(Inline)]
    public static Lane256 operator /(Lane256 left, Lane256 right) => new(left._values / right._values);

    [MethodImpl(Inline)]
    public static Lane256 Max(Lane256 left, Lane256 right) => new(Vector256.MaxNative(left._values, right._values));

    [MethodImpl(Inline)]
    public static Lane256 Min(Lane256 left, Lane256 right) => new(Vector256.MinNative(left._values, right._values));

    [MethodImpl(Inline)]
    public static Lane256 Round(Lane256 lane) => new(Vector256.Round(lane._values));

    [MethodImpl(Inline)]
    public static Lane256 PowerOfTwo(Lane256 exponent) =>
        new(((Vector256.ConvertToInt32Native(exponent._values) + Vector256.Create(127)) << 23).AsSingle());

    [MethodImpl(Inline)]
    public static float Sum(Lane256 lane) => Vector256.Sum(lane._values);

    public static float Largest(Lane256 lane)
    {
        var values = stackalloc float[8];
        lane._values.Store(values);
        var largest = values[0];
        for (var i = 1; i < 8; i++)
        {
            largest = MathF.Max(largest, values[i]);
        }

        return largest;
    }
}
