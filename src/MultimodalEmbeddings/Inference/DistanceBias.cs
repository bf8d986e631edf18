using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>What attention adds to the score of two tokens for the distance between them, by head.</summary>
/// <remarks>
/// Raffel et al. 2020, section 2.1, in the form of MPNet (Song et al. 2020): 32 buckets whatever the table's size, half of them
/// for each direction; distances below 8 one by one, then logarithmic up to 128.
/// </remarks>
internal sealed unsafe class DistanceBias : IDisposable
{
    private const int BucketsOfDirection = 16;
    private const int ExactDistances = 8;
    private const int LargestDistance = 128;

    private readonly float[] _table;        // [buckets, heads]
    private readonly AlignedFloats _lines;  // [heads, distances]
    private readonly int _heads;
    private readonly int _distances;
    private readonly int _furthest;

    /// <param name="table">[buckets, heads].</param>
    /// <param name="heads">Heads.</param>
    /// <param name="positions">The longest sentence.</param>
    public DistanceBias(float[] table, int heads, int positions)
    {
        (_table, _heads, _furthest) = (table, heads, positions - 1);
        _distances = (2 * _furthest) + 1;
        _lines = new AlignedFloats((long)heads * _distances);
        for (var head = 0; head < heads; head++)
        {
            for (var distance = -_furthest; distance <= _furthest; distance++)
            {
                Line(head)[distance] = table[(Bucket(distance) * heads) + head];
            }
        }
    }

    public IEnumerable<NamedTensor> Tensors =>
        [new NamedTensor("encoder.relative_attention_bias.weight", [_table.Length / _heads, _heads], () => [.. _table])];

    /// <returns>What head <paramref name="head"/> adds for token j seen from token i, at place j − i.</returns>
    public float* Line(int head) => _lines.Pointer + ((long)head * _distances) + _furthest;

    public void Dispose() => _lines.Dispose();

    /// <returns>The bucket of j seen from i, where <paramref name="distance"/> is j − i.</returns>
    public static int Bucket(int distance)
    {
        var (size, after) = (Math.Abs(distance), distance > 0 ? BucketsOfDirection : 0);
        if (size < ExactDistances)
        {
            return after + size;
        }

        // In float32, as the reference takes it: it decides to which side the borders 16, 32 and 64 fall.
        var share = MathF.Log((float)size / ExactDistances) / (float)Math.Log(LargestDistance / ExactDistances);
        var beyond = (int)(share * (BucketsOfDirection - ExactDistances));
        return after + Math.Min(ExactDistances + beyond, BucketsOfDirection - 1);
    }
}
