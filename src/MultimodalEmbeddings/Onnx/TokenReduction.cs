namespace MultimodalEmbeddings.Onnx;

/// <summary>How the hidden states of a sentence's tokens become one vector.</summary>
internal enum TokenReduction
{
    First,
    Last,
    Max,
    Mean,

    /// <summary>The sum over the square root of the number of tokens.</summary>
    MeanSqrtLength,

    /// <summary>The mean with the weight i for token i, from 1.</summary>
    WeightedMean,
}
