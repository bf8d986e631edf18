using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>The matrix of a linear layer as MatMul takes it: [inputs, outputs]; checkpoints hold [outputs, inputs].</summary>
internal static class TransposedMatrix
{
    private const int RowsAtOnce = 64;

    /// <param name="name">What the graph calls it.</param>
    /// <param name="outputs">Rows of what is stored.</param>
    /// <param name="inputs">Columns of what is stored.</param>
    /// <param name="read">What is stored, row by row; called when the file is written.</param>
    public static TensorToWrite Of(string name, int outputs, int inputs, Func<float[]> read) =>
        new(name, [inputs, outputs], ElementType.Float32, stream => Write(stream, read(), outputs, inputs));

    private static void Write(Stream stream, float[] stored, int outputs, int inputs)
    {
        var rows = new float[Math.Min(RowsAtOnce, inputs) * outputs];
        for (var start = 0; start < inputs; start += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, inputs - start);
            for (var index = 0; index < count * outputs; index++)
            {
                rows[index] = stored[(index % outputs * inputs) + start + (index / outputs)];
            }

            stream.Write(MemoryMarshal.AsBytes(rows.AsSpan(0, count * outputs)));
        }
    }
}
