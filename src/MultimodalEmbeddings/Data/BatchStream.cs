using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Data;

/// <summary>The batches of a training run, in order, each of one corpus as the mixing schedule says.</summary>
internal sealed class BatchStream
{
    private readonly ITextTokenizer _tokenizer;
    private readonly Corpora _corpora;
    private readonly BatchStreamOptions _options;

    public BatchStream(ITextTokenizer tokenizer, Corpora corpora, BatchStreamOptions options)
    {
        (_tokenizer, _corpora, _options) = (tokenizer, corpora, options);
        Schedule = MixingSchedule.Create(corpora.Sizes, options.BatchSize, options.ImagePairInterval);
    }

    public MixingSchedule Schedule { get; }

    /// <summary>Batches without end: the schedule starts anew with each epoch, the samplers go on.</summary>
    /// <param name="skipped">So many at the start are drawn but not made.</param>
    public IEnumerable<ContrastiveBatch> Batches(long skipped = 0)
    {
        var texts = Samplers(_corpora.Texts, corpus => _options.Seed - corpus);
        var captions = Samplers(_corpora.Captioned, _options.SeedOfCaptions);
        for (long batch = 0; ; batch++)
        {
            var place = (int)(batch % Schedule.BatchesPerEpoch);
            var (number, captioned) = (Schedule.CorpusOf(place), Schedule.IsCaptionBatch(place));
            var rows = (captioned ? captions : texts)[number].Next();
            if (batch >= skipped)
            {
                ICorpus corpus = captioned ? _corpora.Captioned[number] : _corpora.Texts[number];
                yield return corpus.Batch([.. rows.Span], Tokenize) with { Corpus = captioned ? number : 0 };
            }
        }
    }

    private BatchSampler[] Samplers(IReadOnlyList<ICorpus> corpora, Func<int, int> seed) =>
        [.. corpora.Select((corpus, index) => new BatchSampler(corpus.Count, _options.BatchSize, seed(index)))];

    private int[] Tokenize(string text) => _tokenizer.Encode(text, _options.MaximumTokens);
}
