using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class StsValidationTests
{
    [Fact]
    public void It_is_what_the_whole_evaluation_gives()
    {
        var encoder = new LetterEncoder();
        var task = new StsTask("pairs", [new StsPair("a b", "b a c", 5), new("abc", "d", 1), new("dd", "a d", 4), new("c", "b", 0)]);

        var found = new StsEvaluator(encoder).Validate(task, CancellationToken.None);

        var whole = new StsEvaluator(encoder).Evaluate(task);
        Assert.Equal(whole.Score, found.Score, 1e-12);
        Assert.Equal(whole.Alignment.WholeSet, found.Alignment, 1e-12);
        Assert.Equal(whole.Uniformity.WholeSet, found.Uniformity, 1e-12);
    }

    [Fact]
    public void Uniformity_is_that_of_the_first_2500_pairs()
    {
        var random = new Random(4);
        var embeddings = RandomPairs.Embeddings(random, rows: 60, dimension: 4);
        var pairs = RandomPairs.Pairs(random, rows: 60, count: 2600);

        var found = StsValidation.Of(embeddings, pairs, CancellationToken.None);

        Assert.Equal(Uniformity.Of(embeddings, [.. pairs.First[..2500], .. pairs.Second[..2500]]), found.Uniformity, 1e-12);
        Assert.NotEqual(Uniformity.Of(embeddings, pairs.Rows), found.Uniformity, 1e-9);
        Assert.Equal(Alignment.Of(embeddings, pairs)!.Value, found.Alignment, 1e-12);
    }

    [Fact]
    public void Without_a_positive_pair_there_is_no_alignment() => Assert.Equal(
        double.NaN, StsValidation.Of(new EmbeddingTable([1, -1], 1), new IndexedPairs([0, 0], [1, 1], [1, 2]), CancellationToken.None).Alignment);
}
