using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class RetrievalLawsTests
{
    [Fact]
    public void Measures_equal_their_definition_whatever_the_ties()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 300; trial++)
        {
            var values = random.Next(4) == 0 ? 1 << 20 : 1 + random.Next(9);
            var drawn = RetrievalCase.Draw(random, texts: 1 + random.Next(90), images: 1 + random.Next(90), values);

            drawn.Check(drawn.Evaluate());
        }
    }

    [Theory]
    [InlineData(SimilarityTile.MaximumTexts, SimilarityTile.MaximumImages)]
    [InlineData(SimilarityTile.MaximumTexts + 1, SimilarityTile.MaximumImages + 1)]
    [InlineData((2 * SimilarityTile.MaximumTexts) - 1, (3 * SimilarityTile.MaximumImages) - 1)]
    public void Measures_do_not_depend_on_the_borders_of_tiles(int texts, int images)
    {
        var drawn = RetrievalCase.Draw(new Random(texts), texts, images, values: 50);

        drawn.Check(drawn.Evaluate());
    }

    [Fact]
    public void Permuting_texts_and_images_permutes_ranks()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 50; trial++)
        {
            var drawn = RetrievalCase.Draw(random, texts: 2 + random.Next(150), images: 2 + random.Next(10), values: 8);
            int[] texts = Shuffled(random, drawn.Texts), images = Shuffled(random, drawn.Images);
            RetrievalReport report = drawn.Evaluate(), permuted = drawn.Permuted(texts, images).Evaluate();

            Assert.Equal(texts.Select(text => report.TextToImage.Ranks[text]), permuted.TextToImage.Ranks);
            Assert.Equal(report.ImageToText.Ranks.Order(), permuted.ImageToText.Ranks.Order());
            Assert.Equal(report.ImageToText.DiscountedGainAt10, permuted.ImageToText.DiscountedGainAt10, 1e-12);
        }
    }

    [Fact]
    public void Rising_maps_of_the_similarities_change_nothing()
    {
        var drawn = RetrievalCase.Draw(new Random(3), texts: 200, images: 40, values: 100);
        var mapped = drawn with { Values = [.. drawn.Values.Select(x => (2 * x) - 7)] };

        Assert.Equal(drawn.Evaluate().ToString(), mapped.Evaluate().ToString());
    }

    [Fact]
    public void Vectors_are_measured_as_their_cosines_are()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 40; trial++)
        {
            int dimension = 2 + random.Next(40), distinct = 1 + random.Next(12);
            var texts = Vectors(random, 1 + random.Next(700), dimension, distinct);
            var images = Vectors(random, 1 + random.Next(150), dimension, distinct);
            int[] imageOfText = [.. Enumerable.Range(0, texts.Rows).Select(_ => random.Next(images.Rows))];
            var cosines = new RetrievalCase(Cosines(texts, images), images.Rows, imageOfText);

            cosines.Check(new RetrievalEvaluator(images, imageOfText).Evaluate(texts));
        }
    }

    /// <summary>Rows of which only few are different, so that there are ties; one of these is zero.</summary>
    private static FeatureMatrix Vectors(Random random, int rows, int dimension, int distinct)
    {
        float[][] pool = [new float[dimension], .. Enumerable.Range(1, distinct).Select(_ => Vector(random, dimension))];
        return new(Enumerable.Range(0, rows).SelectMany(_ => pool[random.Next(distinct)]).ToArray(), rows, dimension);
    }

    private static float[] Vector(Random random, int dimension) =>
        [.. Enumerable.Range(0, dimension).Select(_ => random.NextSingle() - 0.4f)];

    /// <summary>In double precision, then rounded, so that what is equal but for rounding is equal.</summary>
    private static float[] Cosines(FeatureMatrix texts, FeatureMatrix images) =>
    [
        .. Enumerable.Range(0, texts.Rows).SelectMany(_ => Enumerable.Range(0, images.Rows), (text, image) =>
            (float)Math.Round(Cosine.Of(Doubles(texts, text), Doubles(images, image)), 5)),
    ];

    private static double[] Doubles(FeatureMatrix matrix, int row) => Array.ConvertAll(matrix.Row(row).ToArray(), x => (double)x);

    private static int[] Shuffled(Random random, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return order;
    }
}
