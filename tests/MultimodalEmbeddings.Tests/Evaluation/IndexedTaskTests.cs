using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class IndexedTaskTests
{
    private static readonly StsSubset Mixed = new("mixed",
    [
        new("a b", "a", 1), new("a", "c d", 3), new("c", "a b", 2), new("a", "c", 5), new("c", "a", 5), new("", "a", 4),
    ]);

    [Fact]
    public void Each_sentence_has_one_row_and_pairs_keep_their_order()
    {
        var indexed = new IndexedTask(new StsTask("task", [Mixed, new StsSubset("second", [new("c", "new", 0)])]));

        Assert.Equal(["a b", "a", "c", "", "c d", "new"], indexed.Sentences);
        Assert.Equal([0, 1, 2, 1, 2, 3], indexed.Subsets[0].First);
        Assert.Equal([1, 4, 0, 2, 1, 1], indexed.Subsets[0].Second);
        Assert.Equal([1, 3, 2, 5, 5, 4], indexed.Subsets[0].Scores);
        Assert.Equal((2, 5), (indexed.Subsets[1].First[0], indexed.Subsets[1].Second[0]));
    }

    [Fact]
    public void By_length_pairs_go_by_words_of_the_first_then_of_the_second_then_by_score_and_equals_stay()
    {
        var indexed = new IndexedTask(new StsTask("task", [Mixed]) { BatchesByLength = true });
        var pairs = indexed.Subsets[0];
        var visited = pairs.First.Zip(pairs.Second, (first, second) => (indexed.Sentences[first], indexed.Sentences[second]));

        Assert.Equal([("", "a"), ("a", "c"), ("c", "a"), ("c", "a b"), ("a", "c d"), ("a b", "a")], visited);
    }

    [Fact]
    public void Batches_hold_128_pairs_and_the_last_one_the_rest()
    {
        var pairs = RandomPairs.Pairs(new Random(13), rows: 9, count: 300);
        var batches = pairs.Batches().ToArray();

        Assert.Equal([128, 128, 44], batches.Select(batch => batch.Count));
        Assert.Equal(pairs.First, batches.SelectMany(batch => batch.First));
        Assert.Equal(pairs.Second, batches.SelectMany(batch => batch.Second));
        Assert.Equal(pairs.Scores, batches.SelectMany(batch => batch.Scores));
    }
}
