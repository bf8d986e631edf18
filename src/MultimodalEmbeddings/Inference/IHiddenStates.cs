namespace MultimodalEmbeddings.Inference;

/// <summary>Takes the hidden states of a batch, layer by layer.</summary>
internal interface IHiddenStates
{
    /// <param name="layer">0 for what the embeddings give, then the layers.</param>
    /// <param name="states">The tokens of all sentences, one after the other, [tokens, hidden]; to be read at once.</param>
    void Show(int layer, Rows states);
}
