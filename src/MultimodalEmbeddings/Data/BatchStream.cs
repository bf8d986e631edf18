using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Data;

/// <summary>The batches of a training run, in order: sentences, captions, or both as the mixing schedule says.</summary>
internal sealed class BatchStream
{
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
    public IEnumerable<ContrastiveBatch> Batches()
    {
        var sentences = new BatchSampler(_sentences.Count, _options.BatchSize, _options.Seed);
        var captions = new BatchSampler(_captioned?.Captions.Count ?? 0, _options.BatchSize, _options.Seed + 1);
        for (var batch = 0; ; batch = (batch + 1) % Schedule.BatchesPerEpoch)
        {
            yield return Schedule.IsCaptionBatch(batch) && _captioned is not null
                ? Captions(_captioned, [.. captions.Next().Span])
                : new ContrastiveBatch(Tokenize(_sentences, [.. sentences.Next().Span]), null);
        }
    }

    private ContrastiveBatch Captions(CaptionedImages captioned, int[] indices) =>
        new(Tokenize(captioned.Captions, indices), captioned.Features.SelectRows(indices));

    private int[][] Tokenize(IReadOnlyList<string> texts, int[] indices) =>
        [.. indices.Select(index => _tokenizer.Encode(texts[index], _options.MaximumTokens))];
}
