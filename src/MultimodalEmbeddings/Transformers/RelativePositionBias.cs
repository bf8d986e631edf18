using MultimodalEmbeddings.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Transformers;

/// <summary>What attention adds to the score of two tokens for the distance between them: a number per head and bucket.</summary>
/// <remarks>
/// Raffel et al. 2020, section 2.1, in the form of MPNet (Song et al. 2020): one table for all layers, 32 buckets whatever its
/// size, half of them for each direction.
/// </remarks>
internal static class RelativePositionBias
{
    private const int BucketsOfDirection = 16;
    private const int ExactDistances = 8;
    private const int LargestDistance = 128;

    private static readonly Scalar Exact = ExactDistances.ToScalar();
    private static readonly Scalar Last = (BucketsOfDirection - 1).ToScalar();

    /// <param name="table">[buckets, heads].</param>
    /// <param name="tokens">How many tokens a sentence has.</param>
    /// <returns>[1, heads, tokens, tokens]; row i is what token i sees.</returns>
    public static Tensor Of(Embedding table, long tokens)
    {
        using var scope = NewDisposeScope();

        var bias = table.forward(Buckets(tokens)); // [tokens, tokens, heads]
        return bias.permute(2, 0, 1).unsqueeze(0).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The bucket of j seen from i: distances below 8 one by one, then logarithmic up to 128, all beyond in the last one; 16 more
    /// where j comes after i.
    /// </summary>
    /// <returns>[tokens, tokens], int64.</returns>
    public static Tensor Buckets(long tokens)
    {
        using var scope = NewDisposeScope();

        var places = NativeTensor.Places(tokens);
        var relative = places.unsqueeze(0) - places.unsqueeze(1); // [tokens, tokens], j − i
        var after = relative.gt(KeptScalar.Zero).to(ScalarType.Int64).Times(BucketsOfDirection);
        return BucketOfDistance(places)[relative.abs()].Plus(after).MoveToOuterDisposeScope();
    }

    // The logarithm in float32, as the reference takes it: it decides to which side the borders 16, 32 and 64 fall.
    private static Tensor BucketOfDistance(Tensor distances)
    {
        var share = distances.to(ScalarType.Float32).Over(ExactDistances).log().Over(Math.Log(LargestDistance / ExactDistances));
        var beyond = share.Times(BucketsOfDirection - ExactDistances).clamp_min(KeptScalar.Zero).to(ScalarType.Int64);
        var logarithmic = beyond.Plus(ExactDistances);
        return where(distances.lt(Exact), distances, logarithmic.clamp_max(Last));
    }
}
