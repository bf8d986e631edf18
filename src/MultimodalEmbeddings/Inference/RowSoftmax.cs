using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Inference;

/// <summary>Softmax of rows, in place.</summary>
internal static unsafe class RowSoftmax<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <param name="scores">[rows, columns]; −∞ for what is not seen.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, a multiple of the lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Rows scores, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            var x = scores[row];
            var largest = TLane.Load(x);
            for (var i = TLane.Count; i < columns; i += TLane.Count)
            {
                largest = TLane.Max(largest, TLane.Load(x + i));
            }

            var (top, sum) = (TLane.Of(TLane.Largest(largest)), TLane.Of(0));
            for (var i = 0; i < columns; i += TLane.Count)
            {
                var weight = LaneMath<TLane>.Exp(TLane.Load(x + i) - top);
                TLane.Store(weight, x + i);
                sum += weight;
            }

            var scale = TLane.Of(1 / TLane.Sum(sum));
            for (var i = 0; i < columns; i += TLane.Count)
            {
                TLane.Store(TLane.Load(x + i) * scale, x + i);
            }
        }
    }
}
