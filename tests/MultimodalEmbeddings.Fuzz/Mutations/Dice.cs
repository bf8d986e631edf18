namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>The random choices of one input: the same for the same run and index, in every process.</summary>
internal sealed class Dice
{
    private readonly Random _random;

    public Dice(long seed, long index) => _random = new Random((int)Mix((ulong)seed * 0x9E3779B97F4A7C15 ^ Mix((ulong)index)));

    /// <summary>Another file of the same kind, to splice with.</summary>
    public byte[] Other { get; set; } = [];

    /// <summary>From 0 to below <paramref name="bound"/>, which is at least 1.</summary>
    public int Below(int bound) => _random.Next(bound);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>True once in so many times.</summary>
    public bool OnceIn(int times) => _random.Next(times) == 0;

    public byte Byte() => (byte)_random.Next(256);

    /// <summary>1 half of the time, 2 a quarter of the time and so on.</summary>
    public int Few(int most)
    {
        var count = 1;
        while (count < most && _random.Next(2) == 0)
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// Small half of the time, else anything below <paramref name="bound"/>: files keep what matters at their start.
    /// </summary>
    public int Position(int bound) => OnceIn(2) ? Below(Math.Min(bound, 64)) : Below(bound);

    // SplitMix64's finalizer (Steele, Lea and Flood 2014): neighbouring indices get unrelated seeds.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
