using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public class BatchSamplerTests
{
    [Theory]
    [InlineData(10, 3)]
    [InlineData(12, 3)]
    [InlineData(1, 4)]
    [InlineData(100, 7)]
    public void Every_pass_draws_everything_once_and_keeps_the_last_partial_batch(int count, int batchSize)
    {
        var sampler = new BatchSampler(count, batchSize, seed: 5);
        for (var pass = 0; pass < 3; pass++)
        {
            var batches = Enumerable.Range(0, BatchSampler.BatchesPerPass(count, batchSize)).Select(_ => sampler.Next().ToArray()).ToArray();

            Assert.Equal(Enumerable.Range(0, count), batches.SelectMany(batch => batch).Order());
            Assert.All(batches[..^1], batch => Assert.Equal(batchSize, batch.Length));
        }
    }

    [Theory]
    [InlineData(0, 7, 0)]
    [InlineData(7, 7, 1)]
    [InlineData(8, 7, 2)]
    [InlineData(5, int.MaxValue, 1)]
    public void The_batches_of_a_pass_are_counted_for_any_size(int count, int batchSize, int batches) =>
        Assert.Equal(batches, BatchSampler.BatchesPerPass(count, batchSize));

    [Fact]
    public void The_order_depends_on_the_seed_and_on_the_pass()
    {
        Assert.Equal(Permutation.Draw(50, seed: 1, pass: 0), Permutation.Draw(50, seed: 1, pass: 0));
        Assert.NotEqual(Permutation.Draw(50, seed: 1, pass: 0), Permutation.Draw(50, seed: 2, pass: 0));
        Assert.NotEqual(Permutation.Draw(50, seed: 1, pass: 0), Permutation.Draw(50, seed: 1, pass: 1));
    }

    [Fact]
    public void Every_order_of_three_comes_up_equally_often()
    {
        const int Draws = 60_000;
        var counts = Enumerable.Range(0, Draws).CountBy(seed => string.Join("", Permutation.Draw(3, seed, pass: 0))).ToDictionary();

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, (Draws / 6) - 500, (Draws / 6) + 500)); // 5.5 standard deviations
    }
}
