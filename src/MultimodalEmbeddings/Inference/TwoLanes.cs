using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Inference;

/// <inheritdoc/>
internal readonly unsafe struct TwoLanes<TLane> : IColumns<TwoLanes<TLane>>
    where TLane : struct, ILane<TLane>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly TLane _first;
    private readonly TLane _second;

    private TwoLanes(TLane first, TLane second) => (_first, _second) = (first, second);

    public static int Count => 2 * TLane.Count;

    [MethodImpl(Inline)]
    public static TwoLanes<TLane> Load(float* source) => new(TLane.Load(source), TLane.Load(source + TLane.Count));

    [MethodImpl(Inline)]
    public static void Store(TwoLanes<TLane> columns, float* destination)
    {
        TLane.Store(columns._first, destination);
        TLane.Store(columns._second, destination + TLane.Count);
    }

    [MethodImpl(Inline)]
    public static TwoLanes<TLane> MultiplyAdd(float x, TwoLanes<TLane> weights, TwoLanes<TLane> sums)
    {
        var lane = TLane.Of(x);
        return new(
            TLane.MultiplyAdd(lane, weights._first, sums._first), TLane.MultiplyAdd(lane, weights._second, sums._second));
    }
}
