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
    public IEnumerable<ContrastiveBatch> Batches()
    {
        var texts = Samplers(_corpora.Texts, corpus => _options.Seed - corpus);
        var captions = Samplers(_corpora.Captioned, _options.SeedOfCaptions);
        for (var batch = 0; ; batch = (batch + 1) % Schedule.BatchesPerEpoch)
        {
            var corpus = Schedule.CorpusOf(batch);
            yield return Schedule.IsCaptionBatch(batch)
                ? Draw(_corpora.Captioned[corpus], captions[corpus]) with { Corpus = corpus }
                : Draw(_corpora.Texts[corpus], texts[corpus]);
        }
    }

    private BatchSampler[] Samplers(IReadOnlyList<ICorpus> corpora, Func<int, int> seed) =>
        [.. corpora.Select((corpus, index) => new BatchSampler(corpus.Count, _options.BatchSize, seed(index)))];

    private ContrastiveBatch Draw(ICorpus corpus, BatchSampler sampler) =>
        corpus.Batch([.. sampler.Next().Span], text => _tokenizer.Encode(text, _options.MaximumTokens));
}
