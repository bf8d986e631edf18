using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Inference;

/// <inheritdoc/>
internal readonly unsafe struct OneLane<TLane> : IColumns<OneLane<TLane>>
    where TLane : struct, ILane<TLane>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly TLane _lane;

    private OneLane(TLane lane) => _lane = lane;

    public static int Count => TLane.Count;

    [MethodImpl(Inline)]
    public static OneLane<TLane> Load(float* source) => new(TLane.Load(source));

    [MethodImpl(Inline)]
    public static void Store(OneLane<TLane> columns, float* destination) => TLane.Store(columns._lane, destination);

    [MethodImpl(Inline)]
    public static OneLane<TLane> MultiplyAdd(float x, OneLane<TLane> weights, OneLane<TLane> sums) =>
        new(TLane.MultiplyAdd(TLane.Of(x), weights._lane, sums._lane));
}
