using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultimodalEmbeddings.Vision;

/// <summary>Resizes pictures to the bytes that Pillow's <c>Image.resize</c> gives.</summary>
/// <remarks>
/// Two passes in fixed point, the horizontal one first and rounded to bytes in between. Only what the wanted part of the picture
/// needs is computed, and a row of the input is added to all rows of the output that it lies under before the next one is read:
/// beside the weights, memory is that of the output, whatever the shape of the input.
/// </remarks>
internal static class PixelResampling
{
    private const int Half = 1 << (ResamplingAxis.FractionalBits - 1);

    /// <summary>A part of a resized picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="columns">What is wanted of the resized width.</param>
    /// <param name="rows">What is wanted of the resized height.</param>
    /// <param name="interpolation">The filter.</param>
    /// <exception cref="ImageFormatException">A side is longer than <see cref="ResamplingAxis.LongestInput"/>.</exception>
    public static RgbImage Resize(RgbImage image, AxisWindow columns, AxisWindow rows, Interpolation interpolation)
    {
        if (Math.Max(image.Width, image.Height) > ResamplingAxis.LongestInput)
        {
            throw new ImageFormatException(
                $"The image has {image.Width} x {image.Height} pixels; sides up to {ResamplingAxis.LongestInput} are resized.");
        }

        var across = new ResamplingAxis(image.Width, columns, interpolation);
        var down = new ResamplingAxis(image.Height, rows, interpolation);
        return new RgbImage(columns.Count, rows.Count, Rounded(Sums(image, across, down)));
    }

    // [rows, columns, 3] in fixed point.
    private static int[] Sums(RgbImage image, ResamplingAxis across, ResamplingAxis down)
    {
        var (stride, width) = (3 * image.Width, 3 * across.Count);
        var sums = new int[checked(down.Count * width)];
        var source = new byte[stride + 1];   // one more, because pixels are read and written four bytes at a time
        var line = new byte[width + 1];
        for (int y = down.First(0), done = 0; y < down.End(down.Count - 1); y++)
        {
            image.Pixels.Span.Slice(y * stride, stride).CopyTo(source);
            Across(source, across, line);
            while (down.End(done) <= y)
            {
                done++;
            }

            for (var row = done; row < down.Count && down.First(row) <= y; row++)
            {
                Add(line.AsSpan(0, width), down.Weights(row)[y - down.First(row)], sums.AsSpan(row * width, width));
            }
        }

        return sums;
    }

    private static void Across(ReadOnlySpan<byte> source, ResamplingAxis axis, Span<byte> line)
    {
        for (var x = 0; x < axis.Count; x++)
        {
            var weights = axis.Weights(x);
            var pixels = source.Slice(3 * axis.First(x), (3 * weights.Length) + 1);
            var sum = Vector128.Create(Half);   // red, green, blue and the next pixel's red, which is overwritten
            for (var tap = 0; tap < weights.Length; tap++)
            {
                var pixel = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<int>(pixels[(3 * tap)..])).AsByte();
                sum += Vector128.WidenLower(Vector128.WidenLower(pixel)).AsInt32() * weights[tap];
            }

            var bytes = Vector128.Narrow(Vector128.Narrow(ToByte(sum), default).AsUInt16(), default);
            MemoryMarshal.Write(line[(3 * x)..], bytes.AsInt32().ToScalar());
        }
    }

    private static Vector128<int> ToByte(Vector128<int> sum) =>
        Vector128.Min(Vector128.Max(sum >> ResamplingAxis.FractionalBits, default), Vector128.Create((int)byte.MaxValue));

    private static void Add(ReadOnlySpan<byte> line, int weight, Span<int> sums)
    {
        var i = 0;
        for (; i <= line.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(line[i..]), out var low, out var high);
            var vectors = MemoryMarshal.Cast<int, Vector<int>>(sums.Slice(i, Vector<byte>.Count));
            AddHalf(low, weight, vectors);
            AddHalf(high, weight, vectors[2..]);
        }

        for (; i < line.Length; i++)
        {
            sums[i] += weight * line[i];
        }
    }

    private static void AddHalf(Vector<ushort> samples, int weight, Span<Vector<int>> sums)
    {
        Vector.Widen(samples, out var low, out var high);
        sums[0] += Vector.AsVectorInt32(low) * weight;
        sums[1] += Vector.AsVectorInt32(high) * weight;
    }

    private static byte[] Rounded(ReadOnlySpan<int> sums)
    {
        var bytes = new byte[sums.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp((sums[i] + Half) >> ResamplingAxis.FractionalBits, 0, byte.MaxValue);
        }

        return bytes;
    }
}
