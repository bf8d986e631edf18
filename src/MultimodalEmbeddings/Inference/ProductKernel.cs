using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Inference;

/// <summary>
/// The inner loop of matrix products, y = x W + b: the sums of some rows stay in registers while a panel of weights passes by.
/// </summary>
/// <typeparam name="TColumns">The columns of the panel.</typeparam>
internal static unsafe class ProductKernel<TColumns>
    where TColumns : struct, IColumns<TColumns>
{
    // Compiled well at once: a loop that may run for a second must not begin in the slow tier.
    private const MethodImplOptions Optimized = MethodImplOptions.AggressiveOptimization;

    /// <param name="x">Inputs, [rows, inputs].</param>
    /// <param name="y">Receives the results, [rows, columns].</param>
    /// <param name="rows">Any number.</param>
    /// <param name="panel">Weights and biases.</param>
    /// <param name="rowsAtOnce">Rows whose sums the registers hold: 4 or 8.</param>
    public static void Run(Rows x, Rows y, int rows, Panel panel, int rowsAtOnce)
    {
        var row = 0;
        for (; rowsAtOnce == 8 && row + 8 <= rows; row += 8)
        {
            EightRows(x.From(row), y.From(row), panel);
        }

        for (; row + 4 <= rows; row += 4)
        {
            FourRows(x.From(row), y.From(row), panel);
        }

        for (; row + 2 <= rows; row += 2)
        {
            TwoRows(x.From(row), y.From(row), panel);
        }

        if (row < rows)
        {
            OneRow(x.From(row), y.From(row), panel);
        }
    }

    [MethodImpl(Optimized)]
    private static void EightRows(Rows x, Rows y, Panel panel)
    {
        float* x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5], x6 = x[6], x7 = x[7];
        TColumns y0, y1, y2, y3, y4, y5, y6, y7;
        y0 = y1 = y2 = y3 = y4 = y5 = y6 = y7 = TColumns.Load(panel.Start);
        float* weights = panel.Weights;
        nint stride = panel.Stride;
        for (nint i = 0; i < panel.Inputs; i++, weights += stride)
        {
            var w = TColumns.Load(weights);
            y0 = TColumns.MultiplyAdd(x0[i], w, y0);
            y1 = TColumns.MultiplyAdd(x1[i], w, y1);
            y2 = TColumns.MultiplyAdd(x2[i], w, y2);
            y3 = TColumns.MultiplyAdd(x3[i], w, y3);
            y4 = TColumns.MultiplyAdd(x4[i], w, y4);
            y5 = TColumns.MultiplyAdd(x5[i], w, y5);
            y6 = TColumns.MultiplyAdd(x6[i], w, y6);
            y7 = TColumns.MultiplyAdd(x7[i], w, y7);
        }

        TColumns.Store(y0, y[0]);
        TColumns.Store(y1, y[1]);
        TColumns.Store(y2, y[2]);
        TColumns.Store(y3, y[3]);
        TColumns.Store(y4, y[4]);
        TColumns.Store(y5, y[5]);
        TColumns.Store(y6, y[6]);
        TColumns.Store(y7, y[7]);
    }

    [MethodImpl(Optimized)]
    private static void FourRows(Rows x, Rows y, Panel panel)
    {
        float* x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
        TColumns y0, y1, y2, y3;
        y0 = y1 = y2 = y3 = TColumns.Load(panel.Start);
        float* weights = panel.Weights;
        nint stride = panel.Stride;
        for (nint i = 0; i < panel.Inputs; i++, weights += stride)
        {
            var w = TColumns.Load(weights);
            y0 = TColumns.MultiplyAdd(x0[i], w, y0);
            y1 = TColumns.MultiplyAdd(x1[i], w, y1);
            y2 = TColumns.MultiplyAdd(x2[i], w, y2);
            y3 = TColumns.MultiplyAdd(x3[i], w, y3);
        }

        TColumns.Store(y0, y[0]);
        TColumns.Store(y1, y[1]);
        TColumns.Store(y2, y[2]);
        TColumns.Store(y3, y[3]);
    }

    [MethodImpl(Optimized)]
    private static void TwoRows(Rows x, Rows y, Panel panel)
    {
        float* x0 = x[0], x1 = x[1];
        TColumns y0, y1;
        y0 = y1 = TColumns.Load(panel.Start);
        float* weights = panel.Weights;
        nint stride = panel.Stride;
        for (nint i = 0; i < panel.Inputs; i++, weights += stride)
        {
            var w = TColumns.Load(weights);
            y0 = TColumns.MultiplyAdd(x0[i], w, y0);
            y1 = TColumns.MultiplyAdd(x1[i], w, y1);
        }

        TColumns.Store(y0, y[0]);
        TColumns.Store(y1, y[1]);
    }

    [MethodImpl(Optimized)]
    private static void OneRow(Rows x, Rows y, Panel panel)
    {
        var x0 = x[0];
        var y0 = TColumns.Load(panel.Start);
        float* weights = panel.Weights;
        nint stride = panel.Stride;
        for (nint i = 0; i < panel.Inputs; i++, weights += stride)
        {
            y0 = TColumns.MultiplyAdd(x0[i], TColumns.Load(weights), y0);
        }

        TColumns.Store(y0, y[0]);
    }
}
