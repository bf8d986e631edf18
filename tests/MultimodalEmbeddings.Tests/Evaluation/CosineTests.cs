using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class CosineTests
{
    [Fact]
    public void It_is_the_product_over_the_lengths() => Assert.Equal(24 / 25.0, Cosine.Of([3, 4], [4, 3]), 1e-15);

    [Fact]
    public void A_NaN_counts_as_zero() => Assert.Equal(Cosine.Of([1, 0, 2], [3, 5, 4]), Cosine.Of([1, double.NaN, 2], [3, 5, 4]));

    [Fact]
    public void With_a_zero_vector_it_is_zero() => Assert.Equal(0, Cosine.Of([0, 0], [1, 2]));

    [Fact]
    public void With_a_vector_of_NaN_it_is_zero() => Assert.Equal(0, Cosine.Of([double.NaN, double.NaN], [1, 2]));

    [Fact]
    public void A_vector_and_itself_give_exactly_one_so_that_equal_sentences_are_tied()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 300; trial++)
        {
            double[] u = [.. Enumerable.Range(0, 1 + random.Next(50)).Select(_ => (double)(float)(random.NextDouble() - 0.5))];

            Assert.Equal(1, Cosine.Of(u, u));
        }
    }

    [Fact]
    public void Lengths_do_not_matter_and_signs_turn_it()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 100; trial++)
        {
            double[] u = [.. Enumerable.Range(0, 9).Select(_ => random.NextDouble() - 0.5)];
            double[] v = [.. Enumerable.Range(0, 9).Select(_ => random.NextDouble() - 0.5)];
            var cosine = Cosine.Of(u, v);

            Assert.InRange(cosine, -1, 1);
            Assert.Equal(cosine, Cosine.Of(v, u), 1e-15);
            Assert.Equal(-cosine, Cosine.Of([.. u.Select(x => -1e-9 * x)], [.. v.Select(x => 1000 * x)]), 1e-12);
        }
    }
}
