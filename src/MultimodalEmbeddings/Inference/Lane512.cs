using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MultimodalEmbeddings.Inference;

/// <summary>16 floats, for processors with AVX-512.</summary>
internal readonly unsafe struct Lane512 : ILane<Lane512>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<float> _values;

    private Lane512(Vector512<float> values) => _values = values;

    public static int Count => 16;

    public static int RowsAtOnce => 8;

    [MethodImpl(Inline)]
    public static Lane512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(Inline)]
    public static void Store(Lane512 lane, float* destination) => lane._values.Store(destination);

    [MethodImpl(Inline)]
    public static Lane512 Of(float value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static Lane512 MultiplyAdd(Lane512 a, Lane512 b, Lane512 c) =>
        new(Vector512.MultiplyAddEstimate(a._values, b._values, c._values));

    [MethodImpl(Inline)]
    public static Lane512 operator +(Lane512 left, Lane512 right) => new(left._values + right._values);

    [MethodImpl(Inline)]
    public static Lane512 operator -(Lane512 left, Lane512 right) => new(left._values - right._values);

    [MethodImpl(Inline)]
    public static Lane512 operator *(Lane512 left, Lane512 right) => new(left._values * right._values);

    [MethodImpl(Inline)]
    public static Lane512 operator /(Lane512 left, Lane512 right) => new(left._values / right._values);

    [MethodImpl(Inline)]
    public static Lane512 Max(Lane512 left, Lane512 right) => new(Vector512.MaxNative(left._values, right._values));

    [MethodImpl(Inline)]
    public static Lane512 Min(Lane512 left, Lane512 right) => new(Vector512.MinNative(left._values, right._values));

    [MethodImpl(Inline)]
    public static Lane512 Round(Lane512 lane) => new(Vector512.Round(lane._values));

    [MethodImpl(Inline)]
    public static Lane512 PowerOfTwo(Lane512 exponent) =>
        new(((Vector512.ConvertToInt32Native(exponent._values) + Vector512.Create(127)) << 23).AsSingle());

    [MethodImpl(Inline)]
    public static float Sum(Lane512 lane) => Vector512.Sum(lane._values);

    public static float Largest(Lane512 lane)
    {
        var values = stackalloc float[16];
        lane._values.Store(values);
        var largest = values[0];
        for (var i = 1; i < 16; i++)
        {
            largest = MathF.Max(largest, values[i]);
        }

        return largest;
    }
}
