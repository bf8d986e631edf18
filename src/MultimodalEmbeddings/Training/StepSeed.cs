using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// The random numbers of a step depend on the run's seed and the step's number alone: a run goes on after a pause with the same
/// dropout that it would have had without, and no generator's state has to be kept.
/// </summary>
internal static class StepSeed
{
    /// <param name="seed">Of the run.</param>
    /// <param name="step">From 0.</param>
    /// <param name="part">A part of the step that is computed again on its own, from 1; 0 for the step as a whole.</param>
    public static long Of(int seed, int step, int part = 0) =>
        (long)Mix(Mix(((ulong)(uint)seed << 32) | (uint)step) + (ulong)part);

    /// <summary>Seeds libtorch's generator of the process.</summary>
    /// <inheritdoc cref="Of"/>
    public static void Set(int seed, int step, int part = 0)
    {
        using var generator = random.manual_seed(Of(seed, step, part));
    }

    // The output function of SplitMix64: Steele, Lea and Flood 2014, figure 15. libtorch's generator takes the low 32 bits.
    private static ulong Mix(ulong x)
    {
        x += 0x9e3779b97f4a7c15;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
