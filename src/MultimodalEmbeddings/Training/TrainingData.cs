using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Training;

/// <summary>The data of a run as the host gave it: all sentences together, every other call a corpus of its own.</summary>
internal sealed class TrainingData
{
    public List<string> Sentences { get; } = [];

    public List<GivenTriplets> Triplets { get; } = [];

    public List<CaptionedCorpus> Captioned { get; } = [];

    public CorpusSizes Sizes => new(
        [Sentences.Count, .. Triplets.Select(corpus => corpus.Triplets.Count)], [.. Captioned.Select(corpus => corpus.Count)]);

    /// <summary>Every fault of the data, as sentences.</summary>
    public IEnumerable<string> Faults() =>
    [
        .. Sizes.Texts.Concat(Sizes.Captions).Sum(size => (long)size) < 2
            ? ["There is nothing to train on: add at least two sentences, triplets or captions."]
            : Enumerable.Empty<string>(),
        .. Sentences.Contains(null!) ? ["One of the sentences is null."] : Enumerable.Empty<string>(),
        .. Triplets.SelectMany((corpus, index) => Of($"AddTriplets, call {index + 1}", corpus.Faults())),
        .. Captioned.SelectMany((corpus, index) => Of($"AddImagePairs, call {index + 1}", corpus.Faults())),
    ];

    /// <param name="text">What becomes of a sentence before it is tokenised.</param>
    /// <param name="options">How batches are drawn.</param>
    public Corpora ToCorpora(SentenceText text, BatchStreamOptions options) => new(
        [new SentenceCorpus([.. Sentences.Select(text.Of)]), .. Triplets.Select(corpus => corpus.ToCorpus(text))],
        [.. Captioned.Select((corpus, index) => corpus.ToImages(text, options.SeedOfCaptions(index)))]);

    private static IEnumerable<string> Of(string call, IEnumerable<string> faults) => faults.Select(fault => $"{call}: {fault}");
}
