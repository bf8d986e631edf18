using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class PooledEmbeddingsTests
{
    /// <summary>
    /// The first sentence has the states (1, −2), (3, 0), (2, 8); the second (5, 1), (−1, 3) and one of padding.
    /// </summary>
    [Theory]
    [InlineData(Pooling.Cls, 0, 1.0, -2.0, 5.0, 1.0)]
    [InlineData(Pooling.Mean, 0, 2.0, 2.0, 2.0, 2.0)]
    [InlineData(Pooling.Max, 0, 3.0, 8.0, 5.0, 3.0)]
    [InlineData(Pooling.MeanSqrtLength, 0, 3.4641016, 3.4641016, 2.8284271, 2.8284271)] // 6/√3 and 4/√2
    [InlineData(Pooling.WeightedMean, 0, 13.0 / 6, 22.0 / 6, 1.0, 7.0 / 3)] // weights 1, 2, 3 and 1, 2
    [InlineData(Pooling.LastToken, 0, 2.0, 8.0, -1.0, 3.0)]
    [InlineData(Pooling.Cls, 1, 3.0, 0.0, -1.0, 3.0)]
    [InlineData(Pooling.Mean, 1, 2.5, 4.0, -1.0, 3.0)]
    [InlineData(Pooling.Max, 1, 3.0, 8.0, -1.0, 3.0)]
    [InlineData(Pooling.MeanSqrtLength, 1, 3.5355339, 5.6568542, -1.0, 3.0)] // 5/√2, 8/√2
    [InlineData(Pooling.WeightedMean, 1, 12.0 / 5, 24.0 / 5, -1.0, 3.0)] // weights 2, 3: counted from the beginning
    [InlineData(Pooling.LastToken, 1, 2.0, 8.0, -1.0, 3.0)]
    [InlineData(Pooling.Cls, 9, 2.0, 8.0, -1.0, 3.0)]
    [InlineData(Pooling.Mean, 9, 2.0, 8.0, -1.0, 3.0)] // the last token always stays
    public void A_pooling_of_two_sentences_is_as_by_hand(Pooling pooling, int leftOut, params double[] expected) =>
        Near(expected, Pool(new PoolingRule([pooling], leftOut)));

    [Fact]
    public void Several_poolings_are_joined_in_their_order()
    {
        Near([1, -2, 2, 2, 5, 1, 2, 2], Pool(new PoolingRule([Pooling.Cls, Pooling.Mean])));
        Near([2, 2, 1, -2, 2, 2, 5, 1], Pool(new PoolingRule([Pooling.Mean, Pooling.Cls])));
    }

    [Fact]
    public void Every_pooling_of_a_single_token_is_that_token_weighted_or_not()
    {
        using var encoder = EncoderWeights.Draw(Tiny.Configuration, 1);
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Create([[1]], 0);
        var state = tensor(new float[] { 3, -4 }, [1, 1, 2]);

        foreach (var pooling in Enum.GetValues<Pooling>().Where(pooling => pooling != Pooling.ClsDense))
        {
            var found = PooledEmbeddings.Pool(pooling, encoder, [state, state, state], batch);

            Assert.Equal([3, -4], found.data<float>().ToArray());
        }
    }

    private static float[] Pool(PoolingRule rule)
    {
        using var encoder = EncoderWeights.Draw(Tiny.Configuration, 1);
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Create([[1, 2, 3], [4, 5]], 0);
        var states = tensor(new float[] { 1, -2, 3, 0, 2, 8, 5, 1, -1, 3, 100, 100 }, [2, 3, 2]);
        return PooledEmbeddings.Pool(rule, encoder, [states], batch).contiguous().data<float>().ToArray();
    }

    private static void Near(double[] expected, float[] found) =>
        Assert.InRange(GoldenTensor.LargestDifference(found, [.. expected.Select(value => (float)value)]), 0, 1e-6);
}
