namespace MultimodalEmbeddings.Tests.Support;

/// <summary>The poolings of reference/encoders by the names of its tensors.</summary>
internal static class GoldenPoolings
{
    public static readonly IReadOnlyList<(string Name, Pooling Pooling)> All =
    [
        ("cls", Pooling.ClsDense),
        ("cls_before_pooler", Pooling.Cls),
        ("mean", Pooling.Mean),
        ("max", Pooling.Max),
        ("avg_top2", Pooling.TopTwoMean),
        ("avg_first_last", Pooling.FirstLastMean),
        ("avg_first_last_h1", Pooling.FirstLayerLastMean),
    ];
}
