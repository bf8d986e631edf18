namespace MultimodalEmbeddings.Data;

/// <summary>Captions with the features of their images: caption i belongs to row i.</summary>
internal sealed class CaptionedImages : ICorpus
{
    private readonly IReadOnlyList<string> _captions;
    private readonly FeatureMatrix _features;
    private readonly IReadOnlyList<ImagePair>? _pairs;

    /// <param name="captions">The captions.</param>
    /// <param name="features">[captions, features].</param>
    /// <param name="pairs">Which captions are trained on and with which rows; null for all, each with its own.</param>
    /// <exception cref="ArgumentException">There are not as many captions as rows of features.</exception>
    public CaptionedImages(IReadOnlyList<string> captions, FeatureMatrix features, IReadOnlyList<ImagePair>? pairs = null)
    {
        if (Mismatch(captions, features) is { } fault)
        {
            throw new ArgumentException(fault);
        }

        (_captions, _features, _pairs) = (captions, features, pairs);
    }

    public int Count => _pairs?.Count ?? _captions.Count;

    /// <summary>The sentence for captions and rows that do not match; null where they do.</summary>
    /// <remarks>The reference cuts the longer side off without a word.</remarks>
    public static string? Mismatch(IReadOnlyList<string> captions, FeatureMatrix features) => captions.Count == features.Rows
        ? null
        : $"The feature matrix has {features.Rows} rows but there are {captions.Count} captions; row i must describe caption i.";

    public IEnumerable<(string Name, string Digest)> Digests() =>
    [
        ("captions", ContentDigest.Of(_captions)),
        ("features", ContentDigest.Of(_features)),
        ("pairs", _pairs is null ? "all" : ContentDigest.Of([.. _pairs.Select(pair => new[] { pair.Caption, pair.Row })])),
    ];

    public ContrastiveBatch Batch(int[] indices, Func<string, int[]> tokenize)
    {
        ImagePair[] pairs = [.. indices.Select(index => _pairs?[index] ?? new ImagePair(index, index))];
        return new ContrastiveBatch(
            [.. pairs.Select(pair => tokenize(_captions[pair.Caption]))],
            _features.SelectRows([.. pairs.Select(pair => pair.Row)]));
    }
}
