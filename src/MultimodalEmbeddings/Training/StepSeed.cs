using MultimodalEmbeddings.Data;
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
    public static long Of(int seed, int step) =>
        (long)SplitMix.First(SplitMix.First(((ulong)(uint)seed << 32) | (uint)step)); // libtorch's generator takes the low 32 bits

    /// <summary>Seeds libtorch's generator of the process.</summary>
    /// <inheritdoc cref="Of"/>
    public static void Set(int seed, int step)
    {
        using var generator = random.manual_seed(Of(seed, step));
    }
}
