using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

[Trait(Category.Name, Category.Unit)]
public class EmbeddingIndexTests
{
    // Five directions in the plane; entry 3 is entry 1 at another length.
    private static readonly FeatureMatrix Plane = new(new float[] { 1, 0, 3, 4, 0, 2, 6, 8, -1, 0 }, 5, 2);

    private static readonly EmbeddingIndex Index = EmbeddingIndex.Of(Plane);

    [Fact]
    public void The_highest_cosine_comes_first_and_of_equal_ones_the_lower_index()
    {
        var nearest = Index.Nearest([5, 0], count: 5);

        Assert.Equal([0, 1, 3, 2, 4], nearest.Select(neighbour => neighbour.Index));
        Assert.All(nearest.Zip([1f, 0.6f, 0.6f, 0, -1]), pair => Assert.Equal(pair.Second, pair.First.Score, 1e-6));
    }

    [Fact]
    public void Only_as_many_are_found_as_asked_for() =>
        Assert.Equal([2, 1], Index.Nearest([0, 1], count: 2).Select(neighbour => neighbour.Index));

    [Theory]
    [InlineData(6)]
    [InlineData(int.MaxValue)]
    public void All_are_found_where_there_are_fewer(int count) => Assert.Equal(5, Index.Nearest([0, 1], count).Count);

    [Fact]
    public void Sentences_are_found_by_sentences()
    {
        var encoder = new LetterEncoder();
        var index = EmbeddingIndex.Of(encoder, ["cab", "zzz", "aaab", ""]);
        var queries = index.Nearest(encoder, ["aaa", "z"], count: 1);

        Assert.Equal((4, 27), (index.Count, index.Dimension));
        Assert.Equal([2, 1], queries.Select(nearest => Assert.Single(nearest).Index));

        // (1, 1, 1, ..., 1) of abc: cab is the same, aaab has (3 + 1 + 1) / sqrt(4 * 11), "" has 1 / 2, zzz 1 / sqrt(4 * 10).
        var abc = index.Nearest(encoder, "abc", count: 4);
        Assert.Equal([0, 2, 3, 1], abc.Select(neighbour => neighbour.Index));
        Assert.All(
            abc.Zip([1, 5 / Math.Sqrt(44), 0.5, 1 / Math.Sqrt(40)]),
            pair => Assert.Equal(pair.Second, pair.First.Score, 1e-6));
    }

    [Fact]
    public void Many_sentences_are_encoded_in_parts_and_progress_tells_so()
    {
        var encoder = new LetterEncoder();
        string[] sentences = [.. Enumerable.Range(0, 20_000).Select(i => new string('a', i % 7) + new string('b', i % 11))];
        var told = new Recorder<int>();
        var index = EmbeddingIndex.Of(encoder, sentences, told);

        Assert.Equal(sentences, encoder.Calls.SelectMany(call => call));
        Assert.Equal(20_000, index.Count);
        Assert.Equal(told.Values.Order(), told.Values);
        Assert.Equal(20_000, told.Values[^1]);
        Assert.Equal(3, told.Values.Count);
    }

    [Fact]
    public void Equal_sentences_are_tied_wherever_they_stand()
    {
        var encoder = new LetterEncoder();
        var index = EmbeddingIndex.Of(encoder, [.. Enumerable.Repeat("abba", 1000)]);

        Assert.Equal(Enumerable.Range(0, 300), index.Nearest(encoder, "bb", count: 300).Select(neighbour => neighbour.Index));
        Assert.Single(index.Nearest(encoder, "bb", count: 1000).Select(neighbour => neighbour.Score).Distinct());
    }

    [Fact]
    public void Nothing_is_nearer_than_one()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            float[] row = [.. Enumerable.Range(0, 1 + random.Next(300)).Select(_ => random.NextSingle() - 0.5f)];
            var index = EmbeddingIndex.Of(new FeatureMatrix(row, 1, row.Length));

            Assert.InRange(index.Nearest(row, 1)[0].Score, 0.999999f, 1);
            Assert.InRange(index.Nearest([.. row.Select(x => -x)], 1)[0].Score, -1, -0.999999f);
        }
    }

    [Fact]
    public void The_zero_vector_is_as_near_to_everything()
    {
        var index = EmbeddingIndex.Of(new FeatureMatrix(new float[] { -1, 0, 0, 0, 1, 0 }, 3, 2));

        Assert.Equal([new(0, 0), new(1, 0), new(2, 0)], Index.Nearest([0, 0], count: 3));
        Assert.Equal([2, 1, 0], index.Nearest([1, 0], count: 3).Select(neighbour => neighbour.Index));
    }

    [Fact]
    public void An_empty_index_finds_nothing()
    {
        var encoder = new LetterEncoder();
        var index = EmbeddingIndex.Of(encoder, []);

        Assert.Empty(index.Nearest(encoder, "a", count: 3));
        Assert.Equal(2, index.Nearest(encoder, ["a", "b"], count: 3).Count);
        Assert.Empty(Index.Nearest(new FeatureMatrix(Array.Empty<float>(), 0, 2), count: 3));
    }

    [Fact]
    public void An_index_does_not_change_with_the_memory_it_was_made_of()
    {
        float[] values = [1, 0, 0, 1];
        var index = EmbeddingIndex.Of(new FeatureMatrix(values, 2, 2));
        values.AsSpan().Clear();

        Assert.Equal(1, index.Nearest([0, 1], count: 1)[0].Index);
    }

    [Fact]
    public void Searches_may_run_at_the_same_time()
    {
        var random = new Random(2);
        var index = EmbeddingIndex.Of(Random(random, rows: 3000, columns: 20));
        var queries = Random(random, rows: 64, columns: 20);
        var expected = index.Nearest(queries, count: 7);

        Parallel.For(0, queries.Rows, query => Assert.Equal(expected[query], index.Nearest(queries.Row(query), count: 7)));
    }

    [Fact]
    public void Another_dimension_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Index.Nearest([1, 2, 3], count: 1));

        Assert.Contains("dimension 2; a query of dimension 3", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Index.Nearest(Array.Empty<float>(), count: 1));
        Assert.Throws<ArgumentException>(() => Index.Nearest(new FeatureMatrix(new float[3], 1, 3), count: 1));
        Assert.Throws<ArgumentException>(() => Index.Nearest(new LetterEncoder(), "a", count: 1));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_no_number_is_refused_and_named(float value)
    {
        var query = Assert.Throws<ArgumentException>(() => Index.Nearest([0, value], count: 1));
        var sentence = Assert.Throws<ArgumentException>(() => EmbeddingIndex.Of(new ConstantEncoder(0, 0, value), ["a", "b"]));

        Assert.Contains("component 1", query.Message, StringComparison.Ordinal);
        Assert.Contains("component 2 for sentence 0", sentence.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Index.Nearest(new ConstantEncoder(value, 0), "a", count: 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Less_than_one_neighbour_is_refused(int count)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Index.Nearest([1, 0], count));
        Assert.Throws<ArgumentOutOfRangeException>(() => Index.Nearest(Plane, count));
        Assert.Throws<ArgumentOutOfRangeException>(() => Index.Nearest(new LetterEncoder(), "a", count));
    }

    [Fact]
    public void What_is_null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => EmbeddingIndex.Of(null!));
        Assert.Throws<ArgumentNullException>(() => EmbeddingIndex.Of(null!, ["a"]));
        Assert.Throws<ArgumentNullException>(() => EmbeddingIndex.Of(new LetterEncoder(), null!));
        Assert.Throws<ArgumentNullException>(() => Index.Nearest((FeatureMatrix)null!, 1));
        Assert.Throws<ArgumentNullException>(() => Index.Nearest(null!, "a", 1));
        Assert.Throws<ArgumentNullException>(() => Index.Nearest(new LetterEncoder(), (string)null!, 1));
    }

    [Fact]
    public void What_is_cancelled_says_so()
    {
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => EmbeddingIndex.Of(new LetterEncoder(), ["a"], null, cancelled));
        Assert.Throws<OperationCanceledException>(() => Index.Nearest(Plane, count: 1, cancelled));
        Assert.Throws<OperationCanceledException>(() =>
            EmbeddingIndex.Of(new LetterEncoder(), ["a"]).Nearest(new LetterEncoder(), ["a"], count: 1, cancelled));
    }

    private static FeatureMatrix Random(Random random, int rows, int columns) =>
        new(Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle() - 0.5f).ToArray(), rows, columns);
}
