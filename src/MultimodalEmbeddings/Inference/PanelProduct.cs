namespace MultimodalEmbeddings.Inference;

/// <summary>Products of rows with one panel of one to three lanes.</summary>
internal static unsafe class PanelProduct<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <returns>Lanes of a panel for so many columns: 1, 2 or 3.</returns>
    public static int Lanes(int columns) => Math.Min(((columns - 1) / TLane.Count) + 1, 3);

    public static void Multiply(Rows x, Rows y, int rows, Panel panel, int lanes)
    {
        switch (lanes)
        {
            case 1:
                ProductKernel<OneLane<TLane>>.Run(x, y, rows, panel, TLane.RowsAtOnce);
                break;
            case 2:
                ProductKernel<TwoLanes<TLane>>.Run(x, y, rows, panel, TLane.RowsAtOnce);
                break;
            default:
                ProductKernel<ThreeLanes<TLane>>.Run(x, y, rows, panel, TLane.RowsAtOnce);
                break;
        }
    }
}
