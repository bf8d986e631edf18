using MultimodalEmbeddings.Onnx;

namespace MultimodalEmbeddings;

/// <summary>The poolings of the library as an exported model has them.</summary>
internal static class OnnxPoolings
{
    public static PooledState Of(Pooling pooling) => pooling switch
    {
        Pooling.Cls => new PooledState(TokenReduction.First),
        Pooling.ClsDense => new PooledState(TokenReduction.First) { IsDense = true },
        Pooling.Mean => new PooledState(TokenReduction.Mean),
        Pooling.Max => new PooledState(TokenReduction.Max),
        Pooling.TopTwoMean => new PooledState(TokenReduction.Mean) { AveragedWith = ^2 },
        Pooling.FirstLastMean => new PooledState(TokenReduction.Mean) { AveragedWith = 0 },
        Pooling.FirstLayerLastMean => new PooledState(TokenReduction.Mean) { AveragedWith = 1 },
        Pooling.MeanSqrtLength => new PooledState(TokenReduction.MeanSqrtLength),
        Pooling.WeightedMean => new PooledState(TokenReduction.WeightedMean),
        Pooling.LastToken => new PooledState(TokenReduction.Last),
        _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "Not a pooling."),
    };
}
