namespace MultimodalEmbeddings;

/// <summary>How the hidden states of a sentence's tokens become one embedding. Padding never takes part.</summary>
/// <remarks>Hidden state 0 is the output of the embedding layer, hidden state i that of layer i.</remarks>
public enum Pooling
{
    /// <summary>The last hidden state of the first token, as it is: what MCSE evaluates (its <c>cls_before_pooler</c>).</summary>
    Cls,

    /// <summary>
    /// <see cref="Cls"/> through the model's own dense layer and tanh (its <c>cls</c>, Hugging Face's <c>pooler_output</c>).
    /// A checkpoint without that layer cannot be pooled so.
    /// </summary>
    ClsDense,

    /// <summary>The mean of the last hidden states of all tokens, [CLS] and [SEP] included.</summary>
    Mean,

    /// <summary>The largest value of each component over all tokens of the last hidden state.</summary>
    Max,

    /// <summary>The mean over all tokens of the mean of the last two hidden states (<c>avg_top2</c>).</summary>
    TopTwoMean,

    /// <summary>
    /// The mean over all tokens of the mean of hidden state 0 and the last: what MCSE calls <c>avg_first_last</c>.
    /// </summary>
    FirstLastMean,

    /// <summary>
    /// The mean over all tokens of the mean of hidden state 1 and the last: what newer SimCSE code gives the same name.
    /// </summary>
    FirstLayerLastMean,

    /// <summary>
    /// The sum of the last hidden states of all tokens, divided by the square root of their number
    /// (sentence-transformers' <c>mean_sqrt_len_tokens</c>).
    /// </summary>
    MeanSqrtLength,

    /// <summary>
    /// The mean of the last hidden states of all tokens, token i (from 1) with the weight i (<c>weightedmean</c>).
    /// </summary>
    /// <remarks>Muennighoff 2022, "SGPT: GPT Sentence Embeddings for Semantic Search".</remarks>
    WeightedMean,

    /// <summary>The last hidden state of the last token, [SEP] where there is one (<c>lasttoken</c>).</summary>
    LastToken,
}
