using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

/// <summary>Laws of the search, over random sizes that cross the borders of blocks.</summary>
[Trait(Category.Name, Category.Unit)]
public class EmbeddingIndexLawsTests
{
    [Fact]
    public void The_nearest_are_the_first_of_all_sorted()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            int dimension = 1 + random.Next(30), count = 1 + random.Next(30);
            var rows = Vectors(random, 1 + random.Next(600), dimension);
            var queries = Vectors(random, 1 + random.Next(40), dimension);
            var index = EmbeddingIndex.Of(rows);
            var (some, all) = (index.Nearest(queries, count), index.Nearest(queries, rows.Rows));

            for (var query = 0; query < queries.Rows; query++)
            {
                Assert.Equal(all[query].Take(count), some[query]);
                Assert.Equal(
                    all[query].OrderByDescending(neighbour => neighbour.Score).ThenBy(neighbour => neighbour.Index), all[query]);
                Assert.Equal(Enumerable.Range(0, rows.Rows), all[query].Select(neighbour => neighbour.Index).Order());
            }
        }
    }

    [Fact]
    public void Scores_are_cosines()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 50; trial++)
        {
            var dimension = 1 + random.Next(500);
            var (rows, query) = (Vectors(random, 1 + random.Next(300), dimension), Vectors(random, 1, dimension));

            Assert.All(
                EmbeddingIndex.Of(rows).Nearest(query.Row(0), count: 300),
                neighbour => Assert.Equal(Cosine(rows.Row(neighbour.Index), query.Row(0)), neighbour.Score, 1e-6));
        }
    }

    [Fact]
    public void Many_queries_find_what_each_finds_alone()
    {
        var random = new Random(3);
        var (rows, queries) = (Vectors(random, 700, 33), Vectors(random, 300, 33));
        var index = EmbeddingIndex.Of(rows);
        var together = index.Nearest(queries, count: 9);

        Assert.All(
            Enumerable.Range(0, queries.Rows),
            query => Assert.Equal(index.Nearest(queries.Row(query), count: 9), together[query]));
    }

    [Fact]
    public void A_permuted_index_finds_the_same_entries()
    {
        var random = new Random(4);
        var rows = Vectors(random, 500, 16);
        int[] order = [.. Enumerable.Range(0, rows.Rows)];
        random.Shuffle(order);
        var query = Vectors(random, 1, 16).Row(0);
        var (found, permuted) = (
            EmbeddingIndex.Of(rows).Nearest(query, 500), EmbeddingIndex.Of(rows.SelectRows(order)).Nearest(query, 500));

        Assert.Equal(found.Select(neighbour => neighbour.Score), permuted.Select(neighbour => neighbour.Score));
        Assert.Equal(
            found.ToHashSet(), permuted.Select(neighbour => neighbour with { Index = order[neighbour.Index] }).ToHashSet());
    }

    [Fact]
    public void The_lengths_of_vectors_change_nothing()
    {
        var random = new Random(5);
        var rows = Vectors(random, 400, 12);
        var scaled = new FeatureMatrix(rows.ToArray().Select((x, i) => x * (1 << (i / 12 % 20))).ToArray(), 400, 12);
        float[] query = [.. Vectors(random, 1, 12).Row(0)];

        Assert.Equal(
            EmbeddingIndex.Of(rows).Nearest(query, 400),
            EmbeddingIndex.Of(scaled).Nearest([.. query.Select(x => x / 1024)], 400));
    }

    /// <summary>Some rows occur more than once, some are zero.</summary>
    private static FeatureMatrix Vectors(Random random, int rows, int dimension)
    {
        var values = Enumerable.Range(0, rows * dimension).Select(i => i / dimension % 50 == 49 ? 0 : random.NextSingle() - 0.4f);
        var vectors = new FeatureMatrix(values.ToArray(), rows, dimension);
        return vectors.SelectRows([.. Enumerable.Range(0, rows).Select(row => random.Next(3) == 0 ? random.Next(rows) : row)]);
    }

    private static double Cosine(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double product = 0, xSquare = 0, ySquare = 0;
        for (var i = 0; i < x.Length; i++)
        {
            product += (double)x[i] * y[i];
            xSquare += (double)x[i] * x[i];
            ySquare += (double)y[i] * y[i];
        }

        return xSquare * ySquare > 0 ? product / Math.Sqrt(xSquare * ySquare) : 0;
    }
}
