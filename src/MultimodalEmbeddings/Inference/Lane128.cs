using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MultimodalEmbeddings.Inference;

/// <summary>4 floats, for all others: SSE, and Arm's NEON.</summary>
internal readonly unsafe struct Lane128 : ILane<Lane128>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<float> _values;

    private Lane128(Vector128<float> values) => _values = values;

    public static int Count => 4;

    public static int RowsAtOnce => 4;

    [MethodImpl(Inline)]
    public static Lane128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(Inline)]
    public static void Store(Lane128 lane, float* destination) => lane._values.Store(destination);

    [MethodImpl(Inline)]
    public static Lane128 Of(float value) => new(Vector128.Create(value));

    [MethodImpl(Inline)]
    public static Lane128 MultiplyAdd(Lane128 a, Lane128 b, Lane128 c) =>
        new(Vector128.MultiplyAddEstimate(a._values, b._values, c._values));

    [MethodImpl(Inline)]
    public static Lane128 operator +(Lane128 left, Lane128 right) => new(left._values + right._values);

    [MethodImpl(Inline)]
    public static Lane128 operator -(Lane128 left, Lane128 right) => new(left._values - right._values);

    [MethodImpl(Inline)]
    public static Lane128 operator *(Lane128 left, Lane128 right) => new(left._values * right._values);

    [MethodImpl(Inline)]
    public static Lane128 operator /(Lane128 left, Lane128 right) => new(left._values / right._values);

    [MethodImpl(Inline)]
    public static Lane128 Max(Lane128 left, Lane128 right) => new(Vector128.MaxNative(left._values, right._values));

    [MethodImpl(Inline)]
    public static Lane128 Min(Lane128 left, Lane128 right) => new(Vector128.MinNative(left._values, right._values));

    [MethodImpl(Inline)]
    public static Lane128 Round(Lane128 lane) => new(Vector128.Round(lane._values));

    [MethodImpl(Inline)]
    public static Lane128 PowerOfTwo(Lane128 exponent) =>
        new(((Vector128.ConvertToInt32Native(exponent._values) + Vector128.Create(127)) << 23).AsSingle());

    [MethodImpl(Inline)]
    public static float Sum(Lane128 lane) => Vector128.Sum(lane._values);

    public static float Largest(Lane128 lane)
    {
        var values = stackalloc float[4];
        lane._values.Store(values);
        var largest = values[0];
        for (var i = 1; i < 4; i++)
        {
            largest = MathF.Max(largest, values[i]);
        }

        return largest;
    }
}
