using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultimodalEmbeddings.Vision;

/// <summary>The inner loops between a decoded picture and an encoder, in vectors.</summary>
/// <remarks>
/// They are compiled with all optimisations at once: on a busy core, tiers left them at a third of their speed for hundreds of
/// images.
/// </remarks>
internal static class PixelKernels
{
    /// <summary>Bytes that a row has more than its pixels, because three bytes are read and written four at a time.</summary>
    public const int Padding = 1;

    private const int Half = 1 << (ResamplingAxis.FractionalBits - 1);

    /// <summary>Resizes a row.</summary>
    /// <param name="source">Pixels and padding.</param>
    /// <param name="axis">The weights.</param>
    /// <param name="line">Receives pixels; what lies in its padding is of no use.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Across(ReadOnlySpan<byte> source, ResamplingAxis axis, Span<byte> line)
    {
        for (var x = 0; x < axis.Count; x++)
        {
            var weights = axis.Weights(x);
            var pixels = source.Slice(3 * axis.First(x), (3 * weights.Length) + Padding);
            var sum = Vector128.Create(Half);   // red, green, blue, and the next pixel's red, which is overwritten
            for (var tap = 0; tap < weights.Length; tap++)
            {
                var pixel = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<int>(pixels[(3 * tap)..])).AsByte();
                sum += Vector128.WidenLower(Vector128.WidenLower(pixel)).AsInt32() * weights[tap];
            }

            var bytes = Vector128.Narrow(Vector128.Narrow(ToByte(sum), default).AsUInt16(), default);
            MemoryMarshal.Write(line[(3 * x)..], bytes.AsInt32().ToScalar());
        }
    }

    /// <summary>Adds a weighted row to sums in fixed point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<byte> line, int weight, Span<int> sums)
    {
        var i = 0;
        for (; i <= line.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(line[i..]), out var low, out var high);
            var vectors = MemoryMarshal.Cast<int, Vector<int>>(sums.Slice(i, Vector<byte>.Count));
            Add(low, weight, vectors);
            Add(high, weight, vectors[2..]);
        }

        for (; i < line.Length; i++)
        {
            sums[i] += weight * line[i];
        }
    }

    /// <summary>Rounds sums in fixed point to bytes, at least as many as there are sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(ReadOnlySpan<int> sums, Span<byte> bytes)
    {
        var i = 0;
        for (; i <= sums.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var low = ToByte(Vector128.Create(sums[i..]) + Vector128.Create(Half));
            var high = ToByte(Vector128.Create(sums[(i + Vector128<int>.Count)..]) + Vector128.Create(Half));
            var narrow = Vector128.Narrow(Vector128.Narrow(low, high).AsUInt16(), default);
            MemoryMarshal.Write(bytes[i..], narrow.AsInt64().ToScalar());
        }

        for (; i < sums.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp((sums[i] + Half) >> ResamplingAxis.FractionalBits, 0, byte.MaxValue);
        }
    }

    /// <summary>Leaves out every fourth byte.</summary>
    /// <param name="source">[pixels, 4].</param>
    /// <param name="target">[pixels, 3].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DropFourth(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var kept = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15);   // of four pixels
        int from = 0, to = 0;
        for (; to <= target.Length - Vector128<byte>.Count; from += Vector128<byte>.Count, to += 12)
        {
            Vector128.Shuffle(Vector128.Create(source[from..]), kept).CopyTo(target[to..]);
        }

        for (; to < target.Length; from += 4, to += 3)
        {
            source.Slice(from, 3).CopyTo(target[to..]);
        }
    }

    private static Vector128<int> ToByte(Vector128<int> sum) =>
        Vector128.Min(Vector128.Max(sum >> ResamplingAxis.FractionalBits, default), Vector128.Create((int)byte.MaxValue));

    private static void Add(Vector<ushort> samples, int weight, Span<Vector<int>> sums)
    {
        Vector.Widen(samples, out var low, out var high);
        sums[0] += Vector.AsVectorInt32(low) * weight;
        sums[1] += Vector.AsVectorInt32(high) * weight;
    }
}
