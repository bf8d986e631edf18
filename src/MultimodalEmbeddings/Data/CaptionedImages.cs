namespace MultimodalEmbeddings.Data;

/// <summary>Captions with the features of their images, and with some of their own: caption i belongs to row i.</summary>
internal sealed class CaptionedImages : ICorpus
{
    private readonly IReadOnlyList<string> _captions;
    private readonly FeatureMatrix _features;
    private readonly FeatureMatrix? _captionFeatures;
    private readonly IReadOnlyList<ImagePair>? _pairs;

    /// <param name="captions">The captions.</param>
    /// <param name="features">[captions, features].</param>
    /// <param name="captionFeatures">A second grounding target, [captions, features]; null for images alone.</param>
    /// <param name="pairs">Which captions are trained on and with which rows; null for all, each with its own.</param>
    /// <exception cref="ArgumentException">There are not as many captions as rows of features.</exception>
    public CaptionedImages(
        IReadOnlyList<string> captions,
        FeatureMatrix features,
        FeatureMatrix? captionFeatures = null,
        IReadOnlyList<ImagePair>? pairs = null)
    {
        if ((Mismatch(captions, features) ?? Mismatch(captions, captionFeatures ?? features)) is { } fault)
        {
            throw new ArgumentException(fault);
        }

        (_captions, _features, _captionFeatures, _pairs) = (captions, features, captionFeatures, pairs);
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
        .. _captionFeatures is null ? [] : new[] { ("caption features", ContentDigest.Of(_captionFeatures)) },
        ("pairs", _pairs is null ? "all" : ContentDigest.Of([.. _pairs.Select(pair => new[] { pair.Caption, pair.Row })])),
    ];

    public ContrastiveBatch Batch(int[] indices, Func<string, int[]> tokenize)
    {
        ImagePair[] pairs = [.. indices.Select(index => _pairs?[index] ?? new ImagePair(index, index))];
        return new ContrastiveBatch(
            [.. pairs.Select(pair => tokenize(_captions[pair.Caption]))],
            Features([.. pairs.Select(pair => pair.Row)]));
    }

    /// <returns>Features of images and, behind them, of captions, [rows, features].</returns>
    private FeatureMatrix Features(int[] rows)
    {
        if (_captionFeatures is null)
        {
            return _features.SelectRows(rows);
        }

        var columns = _features.Columns + _captionFeatures.Columns;
        var joined = new float[checked(rows.Length * columns)];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = joined.AsSpan(i * columns, columns);
            _features.CopyRow(rows[i], row[.._features.Columns]);
            _captionFeatures.CopyRow(rows[i], row[_features.Columns..]);
        }

        return new FeatureMatrix(joined, rows.Length, columns);
    }
}
