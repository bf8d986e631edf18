namespace MultimodalEmbeddings.Vision;

/// <summary>Which token of a text stands for all of it in CLIP: the one that ends it, which has seen the others.</summary>
/// <param name="TokenId">
/// <c>eos_token_id</c>. The value 2, which many published files have and no tokenizer, asks for the largest id instead, which is
/// that of the end of a text in CLIP's vocabulary.
/// </param>
internal readonly record struct EndOfText(int TokenId)
{
    private const int ByLargestId = 2;

    /// <summary>The first such token; the first of all where there is none, as in transformers.</summary>
    /// <param name="ids">The tokens of a text.</param>
    public int PositionIn(ReadOnlySpan<int> ids)
    {
        if (TokenId != ByLargestId)
        {
            return Math.Max(0, ids.IndexOf(TokenId));
        }

        var largest = 0;
        for (var position = 1; position < ids.Length; position++)
        {
            largest = ids[position] > ids[largest] ? position : largest;
        }

        return largest;
    }
}
