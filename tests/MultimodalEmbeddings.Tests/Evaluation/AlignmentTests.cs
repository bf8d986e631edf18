using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class AlignmentTests
{
    private static readonly EmbeddingTable Axes = new([2, 0, 0, 0.5, -3, 0], dimension: 2);

    [Fact]
    public void It_is_the_mean_squared_distance_of_positive_pairs_on_the_sphere()
    {
        // Right angle: 2; opposite: 4; the pair with 3.999 is not positive.
        var pairs = new IndexedPairs([0, 0, 1], [1, 2, 1], [4, 5, 3.999]);

        Assert.Equal(new StsMeasure(3, 3), Alignment.Measure(Axes, [pairs]));
    }

    [Fact]
    public void Without_a_positive_pair_a_batch_counts_as_zero_and_the_whole_set_is_NaN()
    {
        Assert.Equal(new StsMeasure(0, double.NaN), Alignment.Measure(Axes, [new IndexedPairs([0], [1], [1])]));
    }

    [Fact]
    public void Batches_weigh_the_same_whatever_their_size()
    {
        // One batch of 128 pairs at distance 0, one of a single pair at squared distance 4.
        var pairs = new IndexedPairs([.. new int[129]], [.. new int[128], 2], [.. Enumerable.Repeat(5.0, 129)]);

        Assert.Equal(new StsMeasure(2, 4 / 129.0), Alignment.Measure(Axes, [pairs]));
    }

    [Fact]
    public void Batches_do_not_reach_across_subsets()
    {
        var close = new IndexedPairs([0], [0], [5]);
        var far = new IndexedPairs([0, 0, 0], [2, 2, 2], [5, 5, 5]);

        Assert.Equal(new StsMeasure(2, 3), Alignment.Measure(Axes, [close, far]));
    }

    [Fact]
    public void Laws_hold_for_random_embeddings()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 50; trial++)
        {
            var embeddings = RandomPairs.Embeddings(random, rows: 20, dimension: 1 + random.Next(9));
            var pairs = RandomPairs.Pairs(random, rows: 20, count: 1 + random.Next(300));
            var measure = Alignment.Measure(embeddings, [pairs]);
            var shuffled = Alignment.Measure(embeddings, [RandomPairs.Shuffled(random, pairs)]);

            Assert.Equal(measure.Batchwise, shuffled.Batchwise, 1e-12);
            Assert.Equal(measure.WholeSet, shuffled.WholeSet, 1e-12);
            Assert.True(double.IsNaN(measure.WholeSet) || measure.WholeSet is >= 0 and <= 4);
            Assert.Equal(0, Alignment.Measure(embeddings, [pairs with { Second = pairs.First }]).Batchwise);
        }
    }
}
