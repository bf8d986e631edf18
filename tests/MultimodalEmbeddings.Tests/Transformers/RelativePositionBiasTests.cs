using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class RelativePositionBiasTests
{
    private const int Tokens = 300;
    private static readonly long[] OfDistance = FirstRow();

    /// <summary>
    /// From 8 on, 8 + ⌊8 log(distance / 8) / log 16⌋: 16, 32 and 64 are 2, 4 and 6 eighths of the way to 128; 15 is the last
    /// bucket, from 8 · 16^(7/8) = 90.5 on.
    /// </summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    [InlineData(11, 8)]
    [InlineData(12, 9)]
    [InlineData(15, 9)]
    [InlineData(16, 10)]
    [InlineData(32, 12)]
    [InlineData(64, 14)]
    [InlineData(90, 14)]
    [InlineData(91, 15)]
    [InlineData(128, 15)]
    [InlineData(299, 15)]
    public void A_distance_has_its_bucket(int distance, int bucket) =>
        Assert.Equal(bucket, OfDistance[distance] - (distance > 0 ? 16 : 0));

    [Fact]
    public void A_bucket_depends_on_the_distance_and_16_on_the_direction()
    {
        using var scope = NewDisposeScope();
        var buckets = RelativePositionBias.Buckets(Tokens).data<long>().ToArray();

        for (var i = 0; i < Tokens; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var (back, forth) = (buckets[(i * Tokens) + j], buckets[(j * Tokens) + i]);
                Assert.Equal(OfDistance[i - j], forth);
                Assert.Equal(back + (i == j ? 0 : 16), forth);
            }
        }
    }

    [Fact]
    public void Buckets_grow_with_the_distance_one_at_a_time_and_leave_none_out()
    {
        var later = OfDistance.Skip(1).ToArray();

        Assert.All(later.Zip(later.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0, 1));
        Assert.Equal(Enumerable.Range(17, 15).Select(bucket => (long)bucket), later.Distinct());
    }

    [Fact]
    public void Each_head_reads_its_column_of_the_table()
    {
        using var scope = NewDisposeScope();
        using var table = nn.Embedding_from_pretrained(arange(64, ScalarType.Float32).view(32, 2));

        var found = RelativePositionBias.Of(table, tokens: 2);

        Assert.Equal([1, 2, 2, 2], found.shape);
        Assert.Equal([0, 34, 2, 0, 1, 35, 3, 1], found.contiguous().data<float>().ToArray()); // bucket 17 after, 1 before
    }

    private static long[] FirstRow()
    {
        using var scope = NewDisposeScope();
        return RelativePositionBias.Buckets(Tokens)[0].data<long>().ToArray();
    }
}
