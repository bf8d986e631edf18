namespace MultimodalEmbeddings.Data;

/// <summary>The sentences of a batch as token ids, with what each is compared with.</summary>
/// <param name="TokenIds">Token ids of each sentence, special tokens included, without padding.</param>
/// <param name="Features">
/// Features of their images and, behind them, their own where there are such, [batch, features]; null for a batch without images.
/// </param>
internal sealed record ContrastiveBatch(IReadOnlyList<int[]> TokenIds, FeatureMatrix? Features)
{
    /// <summary>The captioned corpus that the batch is from, counted from 0: it says which heads and which objective.</summary>
    public int Corpus { get; init; }

    /// <summary>Given positives and hard negatives; null where dropout makes each sentence's second view.</summary>
    public GivenViews? Given { get; init; }

    /// <summary>Texts that each sentence's row of embeddings holds: two views, or anchor, positive and negative.</summary>
    public int Views => Given is null ? 2 : 3;

    /// <summary>Some of the sentences, as far as there are so many, without the features of their images.</summary>
    public ContrastiveBatch Part(int first, int count) => this with
    {
        TokenIds = [.. TokenIds.Skip(first).Take(count)],
        Features = null,
        Given = Given is null ? null : Given with
        {
            Positives = [.. Given.Positives.Skip(first).Take(count)],
            Negatives = [.. Given.Negatives.Skip(first).Take(count)],
        },
    };

    /// <summary>The token ids of all views, the views of a sentence one after another: [batch · views].</summary>
    public IEnumerable<int[]> Rows() => TokenIds.SelectMany((ids, row) =>
        Given is null ? new[] { ids, ids } : [ids, Given.Positives[row], Given.Negatives[row]]);
}
