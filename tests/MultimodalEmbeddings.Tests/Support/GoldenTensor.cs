using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Tensors of golden files.</summary>
internal static class GoldenTensor
{
    /// <summary>Any floating-point tensor, converted to float32.</summary>
    public static float[] Floats(CheckpointTensor golden)
    {
        var values = new float[golden.Length];
        golden.CopyTo(values);
        return values;
    }

    /// <summary>Any floating-point tensor, converted to float32.</summary>
    public static Tensor Float32(CheckpointTensor golden) => tensor(Floats(golden), [.. golden.Shape]);

    /// <summary>A float64 tensor as it is.</summary>
    public static Tensor Float64(CheckpointTensor golden)
    {
        Assert.Equal(ElementType.Float64, golden.Type);
        return tensor(MemoryMarshal.Cast<byte, double>(golden.ToBytes()).ToArray(), [.. golden.Shape]);
    }

    /// <summary>An int64 tensor as it is.</summary>
    public static long[] Int64(CheckpointTensor golden)
    {
        Assert.Equal(ElementType.Int64, golden.Type);
        return MemoryMarshal.Cast<byte, long>(golden.ToBytes()).ToArray();
    }

    /// <summary>Token ids of each row without the padding that a mask shows: [rows, width] to rows.</summary>
    public static int[][] Rows(CheckpointTensor ids, CheckpointTensor mask)
    {
        var (all, attended, width) = (Int64(ids), Int64(mask), (int)ids.Shape[1]);
        return
        [
            .. Enumerable.Range(0, (int)ids.Shape[0]).Select(row => Enumerable.Range(row * width, width)
                .Where(index => attended[index] == 1).Select(index => checked((int)all[index])).ToArray()),
        ];
    }

    /// <summary>The largest difference between two lists of numbers of the same length.</summary>
    public static double LargestDifference(ReadOnlySpan<float> found, ReadOnlySpan<float> expected)
    {
        Assert.Equal(expected.Length, found.Length);
        double largest = 0;
        for (var i = 0; i < found.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs((double)found[i] - expected[i]));
            Assert.False(float.IsNaN(found[i]) && !float.IsNaN(expected[i]), $"Element {i} is NaN, not {expected[i]}.");
        }

        return largest;
    }
}
