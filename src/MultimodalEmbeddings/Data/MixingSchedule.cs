namespace MultimodalEmbeddings.Data;

/// <summary>Which corpus each batch of an epoch is drawn from, and how many batches an epoch has.</summary>
/// <remarks>
/// MCSE, <c>train_mix.py</c>: with T text batches and P caption batches, an epoch has T + P batches, and batch s holds captions
/// iff s mod k = 0, k = T / P rounded down. With several corpora of a kind, T and P count the batches of all of them, and each
/// kind's places are shared out by <see cref="CorpusRound"/>: every corpus is gone through as often as the others of its kind.
/// </remarks>
internal sealed class MixingSchedule
{
    private readonly int _interval;
    private readonly CorpusRound _texts;
    private readonly CorpusRound _captions;

    private MixingSchedule(CorpusRound texts, CorpusRound captions, int interval) =>
        (_texts, _captions, _interval) = (texts, captions, interval);

    public int BatchesPerEpoch => checked(_texts.Batches + _captions.Batches);

    /// <param name="sizes">Of the corpora.</param>
    /// <param name="batchSize">Sentences in a batch.</param>
    /// <param name="interval">k, or null for the reference's.</param>
    /// <exception cref="ArgumentException">Every batch, or none, would hold captions: see <see cref="Fault"/>.</exception>
    public static MixingSchedule Create(CorpusSizes sizes, int batchSize, int? interval)
    {
        if (Fault(sizes, batchSize, interval) is { } fault)
        {
            throw new ArgumentException(fault);
        }

        var (texts, captions) = (new CorpusRound(sizes.Texts, batchSize), new CorpusRound(sizes.Captions, batchSize));
        return (texts.Batches, captions.Batches) switch
        {
            (_, 0) => new MixingSchedule(texts, captions, interval: 0),
            (0, _) => new MixingSchedule(texts, captions, interval: 1),
            _ => new MixingSchedule(texts, captions, interval ?? (texts.Batches / captions.Batches)),
        };
    }

    /// <summary>What is wrong with corpora of these sizes, as a sentence, or null.</summary>
    /// <remarks>
    /// With k = 0 the reference divides by zero; with k = 1 it trains on captions alone, and no sentence is ever drawn.
    /// </remarks>
    /// <inheritdoc cref="Create" path="/param"/>
    public static string? Fault(CorpusSizes sizes, int batchSize, int? interval)
    {
        var texts = CorpusRound.BatchesOf(sizes.Texts, batchSize);
        var captions = CorpusRound.BatchesOf(sizes.Captions, batchSize);
        if (texts == 0 || captions == 0)
        {
            return null;
        }

        if (interval == 1)
        {
            return "ImagePairInterval = 1 makes every batch one of captions, so that no sentence is drawn; leave the sentences " +
                "out, or set it to 2 or more.";
        }

        return interval is null && texts / captions < 2
            ? $"There are {texts} batches of sentences and {captions} of captions, so their ratio rounds down to " +
                $"{texts / captions}, and no sentence would be drawn. Add sentences, or set TrainingOptions.ImagePairInterval, " +
                "every how many batches one holds captions, to 2 or more."
            : null;
    }

    /// <param name="batch">The number of the batch in its epoch, from 0.</param>
    public bool IsCaptionBatch(int batch) => _interval > 0 && batch % _interval == 0;

    /// <summary>The corpus that a batch is drawn from, counted from 0 among those of its kind.</summary>
    /// <inheritdoc cref="IsCaptionBatch" path="/param"/>
    public int CorpusOf(int batch)
    {
        var captionsBefore = _interval == 0 || batch == 0 ? 0 : ((batch - 1) / _interval) + 1; // ⌈batch / k⌉
        return IsCaptionBatch(batch) ? _captions[captionsBefore] : _texts[batch - captionsBefore];
    }
}
