namespace MultimodalEmbeddings.Data;

/// <summary>
/// Random orders that depend on a seed and on the number of the pass alone, so that they can be drawn again at any time.
/// </summary>
internal static class Permutation
{
    /// <returns>0 to <paramref name="count"/> − 1 in random order.</returns>
    public static int[] Draw(int count, int seed, int pass)
    {
        var random = new SplitMix(seed, pass);
        var order = Enumerable.Range(0, count).ToArray();
        for (var last = count - 1; last > 0; last--)
        {
            Swap(order, last, random.Below(last + 1));
        }

        return order;
    }

    /// <returns>
    /// A random order in which nothing stands at its own place: one cycle through all; unchanged for fewer than two.
    /// </returns>
    /// <remarks>Sattolo 1986, "An algorithm to generate a random cyclic permutation".</remarks>
    public static int[] Cycle(int count, int seed, int pass)
    {
        var random = new SplitMix(seed, pass);
        var order = Enumerable.Range(0, count).ToArray();
        for (var last = count - 1; last > 0; last--)
        {
            Swap(order, last, random.Below(last));
        }

        return order;
    }

    /// <returns>As many numbers below <paramref name="count"/>, each drawn from all: some come twice, some never.</returns>
    public static int[] WithReplacement(int count, int seed, int pass)
    {
        var random = new SplitMix(seed, pass);
        var drawn = new int[count];
        for (var i = 0; i < count; i++)
        {
            drawn[i] = random.Below(count);
        }

        return drawn;
    }

    private static void Swap(int[] order, int one, int other) => (order[one], order[other]) = (order[other], order[one]);
}
