using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Little-endian elements of the floating-point types to float. The source need not be aligned.</summary>
internal static class FloatConversion
{
    /// <param name="source">The elements' bytes.</param>
    /// <param name="type">Float32, Float16, BFloat16 or Float64.</param>
    /// <param name="destination">Receives one float per element; exactly that long.</param>
    public static void Convert(ReadOnlySpan<byte> source, ElementType type, Span<float> destination)
    {
        switch (type)
        {
            case ElementType.Float32:
                source.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case ElementType.Float16:
                FromHalf(MemoryMarshal.Cast<byte, Half>(source), destination);
                break;
            case ElementType.BFloat16:
                FromBFloat16(MemoryMarshal.Cast<byte, ushort>(source), destination);
                break;
            case ElementType.Float64:
                FromDouble(MemoryMarshal.Cast<byte, double>(source), destination);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not a floating-point type that converts to float.");
        }
    }

    private static void FromHalf(ReadOnlySpan<Half> source, Span<float> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = (float)source[i];
        }
    }

    // The upper half of a float's bits.
    private static void FromBFloat16(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
        }
    }

    private static void FromDouble(ReadOnlySpan<double> source, Span<float> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = (float)source[i];
        }
    }
}
