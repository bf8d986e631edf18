namespace MultimodalEmbeddings.Inference;

/// <summary>Products of rows with packed weights.</summary>
internal static class MatrixProduct<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Outputs with the padding to whole lanes.</summary>
    public static int Padded(int outputs) => (((outputs - 1) / TLane.Count) + 1) * TLane.Count;

    /// <param name="x">[rows, inputs].</param>
    /// <param name="y">Receives x Wᵀ + b, [rows, outputs], each row with its padding.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="matrix">W and b.</param>
    /// <param name="activation">Applied to the results; null for none.</param>
    public static void Multiply(Rows x, Rows y, int rows, PackedMatrix matrix, ActivationPass? activation = null)
    {
        for (var panel = 0; panel < matrix.Panels; panel++)
        {
            var (start, width) = (matrix.Start(panel), matrix.Width(panel));
            var columns = y.From(0, start);
            PanelProduct<TLane>.Multiply(x, columns, rows, matrix[panel], width / TLane.Count);
            activation?.Apply(columns, rows, width);
        }
    }
}
