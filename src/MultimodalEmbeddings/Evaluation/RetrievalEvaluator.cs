using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Measures how well texts find their images and images their texts, by cosine: recall at 1, 5 and 10, median and mean rank,
/// reciprocal rank and nDCG@10, in both directions.
/// </summary>
/// <remarks>
/// <para>
/// Text and image vectors must be in one space, and may come from anywhere: the two heads of MCSE's shared space, two towers of
/// another model, a file. Their lengths do not matter; the zero vector has the similarity 0 to everything.
/// </para>
/// <para>
/// An image usually has several texts (Flickr30k and COCO: five), each text one image. An image without a text is something to
/// mistake for another image, but no query. Similarities are never in memory all at once: beyond the vectors an evaluation
/// needs some tens of bytes per text and at most 80 per image, and it uses all processors. Safe for concurrent use.
/// </para>
/// </remarks>
public sealed class RetrievalEvaluator
{
    private readonly FeatureMatrix _images;
    private readonly RetrievalPairs _pairs;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="images">The vectors of all images, [images, dimension].</param>
    /// <param name="imageOfText">
    /// For each text the row of the image it describes. If texts lie image by image, five each, text t has image t / 5.
    /// </param>
    /// <exception cref="ArgumentException">There is no text, or a text's image does not exist.</exception>
    public RetrievalEvaluator(FeatureMatrix images, IReadOnlyList<int> imageOfText)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(imageOfText);

        _pairs = new RetrievalPairs(imageOfText, images.Rows);
        _images = images;
    }

    /// <summary>Evaluates similarities that somebody else has computed.</summary>
    /// <param name="similarities">[texts, images], row by row; higher is more similar. Infinite is allowed, NaN is not.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="imageOfText">For each text the column of the image it describes.</param>
    /// <param name="cancellationToken">Checked while similarities are compared.</param>
    /// <exception cref="ArgumentException">
    /// There is no text, a text's image does not exist, or the similarities are not [texts, images] or hold NaN.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static RetrievalReport EvaluateSimilarities(
        ReadOnlyMemory<float> similarities,
        int images,
        IReadOnlyList<int> imageOfText,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(imageOfText);

        if (similarities.Length != (long)imageOfText.Count * images)
        {
            throw new ArgumentException(
                $"{imageOfText.Count} texts and {images} images have {(long)imageOfText.Count * images} similarities; " +
                $"there are {similarities.Length}.",
                nameof(similarities));
        }

        var pairs = new RetrievalPairs(imageOfText, images);
        var bad = similarities.Span.IndexOfAnyExceptInRange(float.NegativeInfinity, float.PositiveInfinity);
        return bad < 0
            ? Measure(new GivenSimilarities(similarities, images), pairs, progress: null, cancellationToken)
            : throw new ArgumentException(
                $"The similarity of text {bad / images} and image {bad % images} is not a number.", nameof(similarities));
    }

    /// <summary>Encodes the texts and evaluates.</summary>
    /// <param name="encoder">Encodes texts into the space of the images' vectors.</param>
    /// <param name="texts">The texts, as many as there are entries in the evaluator's list.</param>
    /// <param name="progress">Told how far encoding and comparing are, in growing numbers.</param>
    /// <param name="cancellationToken">Checked while texts are encoded and compared.</param>
    /// <exception cref="ArgumentException">
    /// The encoder's dimension is not the images', there is another number of texts, one is null, or the encoder gives something
    /// that is no number.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public RetrievalReport Evaluate(
        ISentenceEncoder encoder,
        IReadOnlyList<string> texts,
        IProgress<RetrievalProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(texts);
        Check(texts.Count, encoder.Dimension, nameof(texts));

        var encoding = progress is null ? null : new Stage(progress, done => new(done, 0, texts.Count));
        return Evaluate(EncodedSentences.Encode(encoder, texts, encoding, cancellationToken), progress, cancellationToken);
    }

    /// <summary>Evaluates text vectors.</summary>
    /// <inheritdoc cref="Evaluate(FeatureMatrix, IProgress{RetrievalProgress}?, CancellationToken)"/>
    public RetrievalReport Evaluate(FeatureMatrix texts) => Evaluate(texts, progress: null, CancellationToken.None);

    /// <summary>Evaluates text vectors.</summary>
    /// <param name="texts">[texts, dimension]: as many rows as there are entries in the evaluator's list.</param>
    /// <param name="progress">Told how many texts are compared, in growing numbers.</param>
    /// <param name="cancellationToken">Checked while vectors are compared.</param>
    /// <exception cref="ArgumentException">The dimension is not the images', or there is another number of texts.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public RetrievalReport Evaluate(
        FeatureMatrix texts, IProgress<RetrievalProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Check(texts.Rows, texts.Columns, nameof(texts));

        var comparing = progress is null ? null : new Stage(progress, done => new(texts.Rows, done, texts.Rows));
        return Measure(new CosineSimilarities(texts, _images), _pairs, comparing, cancellationToken);
    }

    private static RetrievalReport Measure(
        ISimilarities similarities, RetrievalPairs pairs, IProgress<int>? progress, CancellationToken token)
    {
        var counts = new RankCounts(pairs, similarities.OfPairs(pairs, token));
        similarities.Visit(counts.Add, progress, token);
        return new RetrievalReport(RetrievalMeasuring.OfTexts(pairs, counts), RetrievalMeasuring.OfImages(pairs, counts));
    }

    private void Check(int texts, int dimension, string name)
    {
        if (texts != _pairs.Texts)
        {
            throw new ArgumentException(
                $"There are {texts} texts, but the evaluator was told the images of {_pairs.Texts}; entry i is text i's.",
                name);
        }

        if (dimension != _images.Columns)
        {
            throw new ArgumentException(
                $"The texts' vectors have dimension {dimension}, the images' {_images.Columns}; they must be in one space.",
                name);
        }
    }

    private sealed class Stage(IProgress<RetrievalProgress> whole, Func<int, RetrievalProgress> at) : IProgress<int>
    {
        public void Report(int value) => whole.Report(at(value));
    }
}
