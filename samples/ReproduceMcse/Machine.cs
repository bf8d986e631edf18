using System.Runtime.InteropServices;
using TorchSharp;

namespace ReproduceMcse;

/// <summary>What the numbers were made on.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string ThreadsVariable = "OMP_NUM_THREADS";

    /// <summary>Without libtorch, which is not loaded where all runs were done before.</summary>
    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.FrameworkDescription}, TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}, "
        + $"threads: {Environment.GetEnvironmentVariable(ThreadsVariable) ?? $"{Environment.ProcessorCount}"}";

    private static string Processor()
    {
        var line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? $"{RuntimeInformation.ProcessArchitecture}";
    }
}
