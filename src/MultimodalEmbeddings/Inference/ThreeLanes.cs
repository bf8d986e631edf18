using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Inference;

/// <inheritdoc/>
internal readonly unsafe struct ThreeLanes<TLane> : IColumns<ThreeLanes<TLane>>
    where TLane : struct, ILane<TLane>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly TLane _first;
    private readonly TLane _second;
    private readonly TLane _third;

    private ThreeLanes(TLane first, TLane second, TLane third) => (_first, _second, _third) = (first, second, third);

    public static int Count => 3 * TLane.Count;

    [MethodImpl(Inline)]
    public static ThreeLanes<TLane> Load(float* source) =>
        new(TLane.Load(source), TLane.Load(source + TLane.Count), TLane.Load(source + (2 * TLane.Count)));

    [MethodImpl(Inline)]
    public static void Store(ThreeLanes<TLane> columns, float* destination)
    {
        TLane.Store(columns._first, destination);
        TLane.Store(columns._second, destination + TLane.Count);
        TLane.Store(columns._third, destination + (2 * TLane.Count));
    }

    [MethodImpl(Inline)]
    public static ThreeLanes<TLane> MultiplyAdd(float x, ThreeLanes<TLane> weights, ThreeLanes<TLane> sums)
    {
        var lane = TLane.Of(x);
        return new(
            TLane.MultiplyAdd(lane, weights._first, sums._first),
            TLane.MultiplyAdd(lane, weights._second, sums._second),
            TLane.MultiplyAdd(lane, weights._third, sums._third));
    }
}
