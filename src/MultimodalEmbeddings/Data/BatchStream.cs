using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Data;

/// <summary>The batches of a training run, in order: sentences, captions, or both as the mixing schedule says.</summary>
internal sealed class BatchStream
{
    private const int DigestedSentences = 1000;

    private readonly ITextTokenizer _tokenizer;
    private readonly IReadOnlyList<string> _sentences;
    private readonly CaptionedImages? _captioned;
    private readonly BatchStreamOptions _options;

    public BatchStream(
        ITextTokenizer tokenizer, IReadOnlyList<string> sentences, CaptionedImages? captioned, BatchStreamOptions options)
    {
        (_tokenizer, _sentences, _captioned, _options) = (tokenizer, sentences, captioned, options);
        Schedule = MixingSchedule.Create(
            sentences.Count, captioned?.Captions.Count ?? 0, options.BatchSize, options.ImagePairInterval);
    }

    public MixingSchedule Schedule { get; }

    /// <summary>Batches without end: the schedule starts anew with each epoch, the two samplers go on.</summary>
    /// <param name="skipped">So many at the start are drawn but not made.</param>
    public IEnumerable<ContrastiveBatch> Batches(long skipped = 0)
    {
        var sentences = new BatchSampler(_sentences.Count, _options.BatchSize, _options.Seed);
        var captions = new BatchSampler(_captioned?.Captions.Count ?? 0, _options.BatchSize, _options.Seed + 1);
        for (long batch = 0; ; batch++)
        {
            var captioned = Schedule.IsCaptionBatch((int)(batch % Schedule.BatchesPerEpoch)) ? _captioned : null;
            var rows = (captioned is null ? sentences : captions).Next();
            if (batch >= skipped)
            {
                yield return captioned is null
                    ? new ContrastiveBatch(Tokenize(_sentences, [.. rows.Span]), null)
                    : Captions(captioned, [.. rows.Span]);
            }
        }
    }

    /// <summary>What the batches are made of, by name: another run's data differ in one of these.</summary>
    public IEnumerable<(string Name, string Digest)> Digests()
    {
        yield return ("data.sentences", ContentDigest.Of(_sentences));
        yield return ("data.captions", ContentDigest.Of(_captioned?.Captions ?? []));
        yield return ("data.features", _captioned is null ? "none" : ContentDigest.Of(_captioned.Features));
        yield return ("data.token_ids", ContentDigest.Of([.. Some(_sentences), .. Some(_captioned?.Captions ?? [])]));
    }

    /// <summary>Enough of the token ids to tell a tokenizer by, from all over a corpus.</summary>
    private int[][] Some(IReadOnlyList<string> texts)
    {
        var count = Math.Min(texts.Count, DigestedSentences);
        return Tokenize(texts, [.. Enumerable.Range(0, count).Select(index => (int)((long)index * texts.Count / count))]);
    }

    private ContrastiveBatch Captions(CaptionedImages captioned, int[] indices) =>
        new(Tokenize(captioned.Captions, indices), captioned.Features.SelectRows(indices));

    private int[][] Tokenize(IReadOnlyList<string> texts, int[] indices) =>
        [.. indices.Select(index => _tokenizer.Encode(texts[index], _options.MaximumTokens))];
}
