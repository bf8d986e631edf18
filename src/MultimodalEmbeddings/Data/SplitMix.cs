namespace MultimodalEmbeddings.Data;

/// <summary>A small generator of random numbers, the same on every machine and in every version of .NET.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood 2014, figure 15, with variant 13 of Stafford's mixers.</remarks>
internal sealed class SplitMix(int seed, int pass)
{
    private const ulong Increment = 0x9e3779b97f4a7c15;

    private ulong _state = Mix(((ulong)(uint)seed << 32) | (uint)pass);

    /// <returns>A number in [0, <paramref name="bound"/>); its bias is below bound / 2^64.</returns>
    public int Below(int bound)
    {
        _state += Increment;
        return (int)Math.BigMul(Mix(_state), (ulong)bound, out _);
    }

    /// <summary>The first number of the sequence that starts at a seed: neighbouring seeds give unrelated ones.</summary>
    public static ulong First(ulong seed) => Mix(seed + Increment);

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
