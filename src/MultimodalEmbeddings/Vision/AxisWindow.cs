namespace MultimodalEmbeddings.Vision;

/// <summary>The part of one axis of a resized picture that is wanted.</summary>
/// <param name="Resized">Samples of the whole resized axis, which need not fit memory.</param>
/// <param name="Offset">The first sample that is wanted.</param>
/// <param name="Count">How many are wanted; <c>Offset + Count</c> is at most <c>Resized</c>.</param>
internal readonly record struct AxisWindow(long Resized, long Offset, int Count)
{
    /// <summary>All of an axis.</summary>
    public static AxisWindow Whole(int resized) => new(resized, 0, resized);
}
