using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// The one place that makes the encoder of the golden STS results: all-MiniLM-L6-v2, nothing cut off, not normalized.
/// </summary>
internal static class ReferenceEncoder
{
    /// <summary>A pooling by its name in sts_results.json, where <c>cls</c> is the raw [CLS].</summary>
    public static Pooling InResults(string name) => name == "cls" ? Pooling.Cls : InPoolerResults(name);

    /// <summary>
    /// A pooling by its name in sts_pooler_results.json: the reference's names, where <c>cls</c> has the dense layer.
    /// </summary>
    public static Pooling InPoolerResults(string name) => name switch
    {
        "cls" => Pooling.ClsDense,
        "cls_before_pooler" => Pooling.Cls,
        "mean" or "avg" => Pooling.Mean,
        "avg_top2" => Pooling.TopTwoMean,
        "avg_first_last" => Pooling.FirstLastMean,
        "avg_layer1_last" => Pooling.FirstLayerLastMean,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No pooling has this name."),
    };

    public static SentenceEncoder Require(Pooling pooling) =>
        SentenceEncoder.From(SharedFolder.RequireShared("models/all-MiniLM-L6-v2"))
            .WithPooling(pooling).WithMaximumTokens(512).WithNormalization(false).Build();
}
