namespace MultimodalEmbeddings.Data;

/// <summary>
/// A shuffled order that depends on a seed and on the number of the pass alone, so that it can be drawn again at any time.
/// </summary>
internal static class Permutation
{
    /// <returns>0 to <paramref name="count"/> − 1 in random order.</returns>
    public static int[] Draw(int count, int seed, int pass)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var state = Mix(((ulong)(uint)seed << 32) | (uint)pass);
        for (var last = count - 1; last > 0; last--)
        {
            state += 0x9e3779b97f4a7c15;
            var other = (int)Math.BigMul(Mix(state), (ulong)(last + 1), out _); // in [0, last]; the bias is below count / 2^64
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    // The output function of SplitMix64: Steele, Lea and Flood 2014, figure 15 (variant 13 of Stafford's mixers).
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
