using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class RetrievalEvaluatorTests
{
    // Two images, three texts; the third text finds both images alike.
    private static readonly float[] Similarities =
    [
        0.9f, 0.1f,
        0.2f, 0.8f,
        0.5f, 0.5f,
    ];

    private static readonly int[] ImageOfText = [0, 0, 1];

    private static readonly LetterEncoder Encoder = new();

    private static readonly double Second = 1 / Math.Log2(3);   // the gain at position 2

    // 'a', 'b' and 'c' in the space of the LetterEncoder.
    private static readonly FeatureMatrix Letters = Encoded("a", "b", "c");

    [Fact]
    public void Each_text_looks_for_its_image()
    {
        var measures = RetrievalEvaluator.EvaluateSimilarities(Similarities, images: 2, ImageOfText).TextToImage;

        Assert.Equal([1, 2, 2], measures.Ranks);   // on the tie the wrong image stands first
        Assert.Equal(1 / 3.0, measures.RecallAt1, 1e-14);
        Assert.Equal(1, measures.RecallAt5);
        Assert.Equal(1, measures.RecallAt10);
        Assert.Equal(2, measures.MedianRank);
        Assert.Equal(5 / 3.0, measures.MeanRank, 1e-14);
        Assert.Equal(2 / 3.0, measures.MeanReciprocalRank, 1e-14);
        Assert.Equal((1 + Second + Second) / 3, measures.DiscountedGainAt10, 1e-14);
    }

    [Fact]
    public void Each_image_looks_for_its_texts()
    {
        var measures = RetrievalEvaluator.EvaluateSimilarities(Similarities, images: 2, ImageOfText).ImageToText;

        // Image 0 finds texts 0, 2, 1, of which 0 and 1 are its own. Image 1 finds 1, 2, 0, of which 2 is its own.
        Assert.Equal([1, 2], measures.Ranks);
        Assert.Equal(0.5, measures.RecallAt1);
        Assert.Equal(1.5, measures.MedianRank);
        Assert.Equal(1.5, measures.MeanRank);
        Assert.Equal(0.75, measures.MeanReciprocalRank);
        Assert.Equal((((1 + 0.5) / (1 + Second)) + Second) / 2, measures.DiscountedGainAt10, 1e-14);
    }

    [Fact]
    public void Behind_ten_relevant_texts_nothing_counts()
    {
        // One image with twelve texts, another with one; all similarities equal, so the stranger stands first.
        int[] imageOfText = [.. Enumerable.Repeat(0, 12), 1];
        var measures = RetrievalEvaluator.EvaluateSimilarities(new float[26], images: 2, imageOfText).ImageToText;

        double[] gains = [.. Enumerable.Range(1, 10).Select(position => 1 / Math.Log2(1 + position))];
        Assert.Equal([2, 13], measures.Ranks);
        Assert.Equal(gains[1..].Sum() / gains.Sum() / 2, measures.DiscountedGainAt10, 1e-14);
        Assert.Equal(0.5, measures.RecallAt(2));
        Assert.Equal(1, measures.RecallAt(13));
    }

    [Fact]
    public void An_image_without_a_text_is_no_query_but_can_be_mistaken_for_another()
    {
        var report = RetrievalEvaluator.EvaluateSimilarities(new float[] { 1, 2, 3 }, images: 3, [1]);

        Assert.Equal([2], report.TextToImage.Ranks);
        Assert.Equal([1], report.ImageToText.Ranks);
    }

    [Fact]
    public void Infinite_similarities_are_the_highest_and_the_lowest()
    {
        float[] similarities = [float.NegativeInfinity, 0, float.PositiveInfinity];

        Assert.Equal([3], RetrievalEvaluator.EvaluateSimilarities(similarities, images: 3, [0]).TextToImage.Ranks);
        Assert.Equal([1], RetrievalEvaluator.EvaluateSimilarities(similarities, images: 3, [2]).TextToImage.Ranks);
    }

    [Fact]
    public void Texts_are_encoded_and_compared_by_cosine()
    {
        // "aaab" is nearest to "a"; the length of an image's vector does not matter.
        float[] rows = [.. Letters.Row(0), .. Letters.Row(1).ToArray().Select(x => 1000 * x), .. Letters.Row(2)];
        var images = new FeatureMatrix(rows, 3, Letters.Columns);
        var report = new RetrievalEvaluator(images, [0, 1, 2, 2]).Evaluate(Encoder, ["aaab", "b", "bbc", "c"]);

        Assert.Equal([1, 1, 2, 1], report.TextToImage.Ranks);
        Assert.Equal([1, 1, 1], report.ImageToText.Ranks);
    }

    [Theory]
    [InlineData(1e-44f)]
    [InlineData(1e-30f)]
    [InlineData(1e38f)]
    public void The_length_of_vectors_does_not_matter(float length)
    {
        var texts = new FeatureMatrix(new[] { length, 0, 0, length }, 2, 2);
        var images = new FeatureMatrix(new[] { 1f, 0.1f, 0.1f, 1 }, 2, 2);

        Assert.Equal([1, 2], new RetrievalEvaluator(images, [0, 0]).Evaluate(texts).TextToImage.Ranks);
        Assert.Equal([1, 1], new RetrievalEvaluator(texts, [0, 1]).Evaluate(images).TextToImage.Ranks);
    }

    [Fact]
    public void The_zero_vector_is_as_similar_to_everything()
    {
        var zero = new FeatureMatrix(new float[Letters.Columns], 1, Letters.Columns);

        Assert.Equal([3], new RetrievalEvaluator(Letters, [1]).Evaluate(zero).TextToImage.Ranks);
    }

    [Fact]
    public void Progress_tells_what_is_encoded_and_compared()
    {
        var told = new Recorder<RetrievalProgress>();
        string[] texts = [.. Enumerable.Repeat("a", SimilarityTile.MaximumTexts + 3)];
        new RetrievalEvaluator(Letters, new int[texts.Length]).Evaluate(Encoder, texts, told);

        Assert.Equal([new(515, 0, 515), new(515, 512, 515), new(515, 515, 515)], told.Values);
    }

    [Fact]
    public void A_cancelled_evaluation_says_so()
    {
        var cancelled = new CancellationToken(canceled: true);
        var evaluator = new RetrievalEvaluator(Letters, [0, 1, 2]);

        Assert.Throws<OperationCanceledException>(() => evaluator.Evaluate(Letters, progress: null, cancelled));
        Assert.Throws<OperationCanceledException>(() => evaluator.Evaluate(Encoder, ["a", "b", "c"], null, cancelled));
        Assert.Throws<OperationCanceledException>(() =>
            RetrievalEvaluator.EvaluateSimilarities(Similarities, 2, ImageOfText, cancelled));
    }

    [Fact]
    public void An_evaluation_ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var texts = new FeatureMatrix(new float[4 * SimilarityTile.MaximumTexts], 4 * SimilarityTile.MaximumTexts, 1);
        var images = new FeatureMatrix(new float[] { 1 }, 1, 1);
        var told = new Recorder<RetrievalProgress>(_ => source.Cancel());
        var evaluator = new RetrievalEvaluator(images, new int[texts.Rows]);

        Assert.Throws<OperationCanceledException>(() => evaluator.Evaluate(texts, told, source.Token));
        Assert.Single(told.Values);
    }

    [Fact]
    public void Vectors_of_another_space_are_refused()
    {
        var other = new FeatureMatrix(new float[5], 1, 5);
        var exception = Assert.Throws<ArgumentException>(() => new RetrievalEvaluator(Letters, [0]).Evaluate(other));

        Assert.Contains("dimension 5, the images' 27", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RetrievalEvaluator(other, [0]).Evaluate(Encoder, ["a"]));
    }

    [Fact]
    public void Another_number_of_texts_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new RetrievalEvaluator(Letters, [0, 0]).Evaluate(Letters));

        Assert.Contains("There are 3 texts, but the evaluator was told the images of 2;", exception.Message);
        Assert.Throws<ArgumentException>(() => new RetrievalEvaluator(Letters, [0, 0]).Evaluate(Encoder, ["a"]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void An_image_that_does_not_exist_is_named(int image)
    {
        var exception = Assert.Throws<ArgumentException>(() => new RetrievalEvaluator(Letters, [0, image]));

        Assert.Contains($"Text 1 is said to describe image {image}; there are 3 images", exception.Message);
        Assert.Throws<ArgumentException>(() => RetrievalEvaluator.EvaluateSimilarities(new float[3], 3, [image]));
    }

    [Fact]
    public void Nothing_is_measured_without_a_text()
    {
        Assert.Throws<ArgumentException>(() => new RetrievalEvaluator(Letters, []));
        Assert.Throws<ArgumentException>(() => new RetrievalEvaluator(new FeatureMatrix(Array.Empty<float>(), 0, 4), []));
        Assert.Throws<ArgumentException>(() => RetrievalEvaluator.EvaluateSimilarities(Array.Empty<float>(), 0, []));
        Assert.Throws<ArgumentException>(() => RetrievalEvaluator.EvaluateSimilarities(Array.Empty<float>(), 0, [0]));
        Assert.Throws<ArgumentNullException>(() => new RetrievalEvaluator(null!, [0]));
        Assert.Throws<ArgumentNullException>(() => new RetrievalEvaluator(Letters, null!));
        Assert.Throws<ArgumentNullException>(() => new RetrievalEvaluator(Letters, [0]).Evaluate(null!));
        Assert.Throws<ArgumentNullException>(() => new RetrievalEvaluator(Letters, [0]).Evaluate(null!, ["a"]));
        Assert.Throws<ArgumentNullException>(() => new RetrievalEvaluator(Letters, [0]).Evaluate(Encoder, null!));
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(7, 2)]
    [InlineData(6, -2)]
    [InlineData(6, int.MaxValue)]
    public void Similarities_of_another_shape_are_refused(int length, int images)
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            RetrievalEvaluator.EvaluateSimilarities(new float[length], images, ImageOfText));

        Assert.Contains($"there are {length}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_similarity_that_is_no_number_is_named()
    {
        float[] similarities = [.. Similarities];
        similarities[3] = float.NaN;
        var exception = Assert.Throws<ArgumentException>(() =>
            RetrievalEvaluator.EvaluateSimilarities(similarities, 2, ImageOfText));

        Assert.Contains("text 1 and image 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_that_gives_no_numbers_is_named()
    {
        var evaluator = new RetrievalEvaluator(new FeatureMatrix(new float[] { 1, 2 }, 1, 2), [0, 0]);
        var encoder = new ConstantEncoder(1, float.NaN);
        var exception = Assert.Throws<ArgumentException>(() => evaluator.Evaluate(encoder, ["a", "b"]));

        Assert.Contains("NaN in component 1 for sentence 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recall_needs_an_item_to_look_at() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        RetrievalEvaluator.EvaluateSimilarities(Similarities, 2, ImageOfText).TextToImage.RecallAt(0));

    private static FeatureMatrix Encoded(params string[] texts) =>
        new(Encoder.Encode(texts).SelectMany(row => row).ToArray(), texts.Length, Encoder.Dimension);
}
