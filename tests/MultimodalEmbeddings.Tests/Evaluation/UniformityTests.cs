using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class UniformityTests
{
    [Fact]
    public void Of_two_opposite_embeddings_it_is_minus_eight() =>
        Assert.Equal(-8, Uniformity.Of(new EmbeddingTable([3, -0.1], 1), [0, 1]), 1e-12);   // d² = 4

    [Fact]
    public void A_zero_vector_stays_where_it_is() =>
        Assert.Equal(-2, Uniformity.Of(new EmbeddingTable([0, 7], 1), [0, 1]), 1e-12);   // d² = 1

    [Fact]
    public void A_row_named_twice_counts_twice()
    {
        // Pairs: one at distance 0, two at d² = 4.
        Assert.Equal(Math.Log((1 + (2 * Math.Exp(-8))) / 3), Uniformity.Of(new EmbeddingTable([1, -1], 1), [0, 1, 0]), 1e-12);
    }

    [Fact]
    public void Of_equal_embeddings_it_is_zero()
    {
        Assert.Equal(0, Uniformity.Of(new EmbeddingTable([0.3, 0.2, 0.1, 0.6, 0.4, 0.2], 3), [0, 1, 0, 1]), 1e-12);
        Assert.Equal(0, Uniformity.Of(new EmbeddingTable([0.3, 0.2, 0.1], 3), [0, 0]), 1e-12);
    }

    [Fact]
    public void A_NaN_is_not_hidden() =>
        Assert.Equal(double.NaN, Uniformity.Of(new EmbeddingTable([1, double.NaN, 2], 1), [0, 1, 2]));

    [Fact]
    public void Tiles_and_vectors_give_what_the_definition_gives()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 40; trial++)
        {
            var rows = 2 + random.Next(200);
            var embeddings = RandomPairs.Embeddings(random, rows, dimension: 1 + random.Next(12));
            int[] picked = [.. Enumerable.Range(0, rows), .. Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(rows))];

            Assert.Equal(Definition(embeddings, picked), Uniformity.Of(embeddings, picked), 1e-11);
        }
    }

    [Fact]
    public void Batchwise_it_is_the_mean_of_the_logarithms_in_any_order_within_a_batch()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 20; trial++)
        {
            var embeddings = RandomPairs.Embeddings(random, rows: 40, dimension: 5);
            var pairs = RandomPairs.Pairs(random, rows: 40, count: 1 + random.Next(300));
            var measure = Uniformity.Measure(embeddings, [pairs], CancellationToken.None);
            var shuffled = Uniformity.Measure(embeddings, [RandomPairs.Shuffled(random, pairs)], CancellationToken.None);

            Assert.Equal(pairs.Batches().Average(batch => Definition(embeddings, batch.Rows)), measure.Batchwise, 1e-11);
            Assert.Equal(Definition(embeddings, pairs.Rows), measure.WholeSet, 1e-11);
            Assert.Equal(measure.Batchwise, shuffled.Batchwise, 1e-12);
            Assert.Equal(measure.WholeSet, shuffled.WholeSet, 1e-12);
        }
    }

    [Fact]
    public void The_same_rows_give_the_same_bits()
    {
        var embeddings = RandomPairs.Embeddings(new Random(7), rows: 500, dimension: 20);
        int[] rows = [.. Enumerable.Range(0, 500)];

        Assert.Single(Enumerable.Range(0, 10).Select(_ => Uniformity.Of(embeddings, rows)).Distinct());
    }

    [Fact]
    public void It_can_be_cancelled() => Assert.ThrowsAny<OperationCanceledException>(
        () => Uniformity.Of(new EmbeddingTable([1, 2], 1), [0, 1], new CancellationToken(canceled: true)));

    private static double Definition(EmbeddingTable embeddings, int[] rows)
    {
        double sum = 0, pairs = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = i + 1; j < rows.Length; j++, pairs++)
            {
                sum += Math.Exp(-2 * SquaredDistance(embeddings, rows[i], rows[j]));
            }
        }

        return Math.Log(sum / pairs);
    }

    private static double SquaredDistance(EmbeddingTable embeddings, int i, int j) =>
        Unit(embeddings, i).Zip(Unit(embeddings, j), (x, y) => (x - y) * (x - y)).Sum();

    private static IEnumerable<double> Unit(EmbeddingTable embeddings, int row) =>
        embeddings.Row(row).ToArray().Select(x => x / Math.Sqrt(embeddings.Row(row).ToArray().Sum(v => v * v)));
}
