using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

[Trait(Category.Name, Category.Unit)]
public class BatchPlanTests
{
    [Fact]
    public void Every_sentence_is_in_one_batch_the_longest_first_and_no_batch_is_too_large()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            int[] lengths = [.. Enumerable.Range(0, random.Next(1, 300)).Select(_ => random.Next(2, 513))];
            var batches = BatchPlan.CutPadded(lengths).ToArray();

            Assert.Equal(Enumerable.Range(0, lengths.Length), batches.SelectMany(batch => batch).Order());
            Assert.Equal(lengths.OrderDescending(), batches.SelectMany(batch => batch).Select(index => lengths[index]));
            Assert.All(batches, batch => Assert.InRange(batch.Length, 1, 64));
            Assert.All(batches, batch => Assert.InRange(batch.Length * batch.Max(index => lengths[index]), 1, 4096));
        }
    }

    [Fact]
    public void A_sentence_longer_than_the_budget_has_a_batch_of_its_own() =>
        Assert.Equal([[1], [0]], BatchPlan.CutPadded([3, 5000]));

    [Fact]
    public void Sentences_without_tokens_are_in_a_batch_too() => Assert.Equal([[0, 1]], BatchPlan.CutPadded([0, 0]));

    [Fact]
    public void Nothing_makes_no_batch() => Assert.Empty(BatchPlan.CutPadded([]));
}
