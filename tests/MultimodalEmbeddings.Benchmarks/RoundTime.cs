using System.Diagnostics;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>What one round of a variant took.</summary>
/// <param name="Elapsed">Seconds on the clock.</param>
/// <param name="Processor">
/// Seconds of processor time, of all threads: other programs' load touches it little. Threads that wait busily count.
/// </param>
internal readonly record struct RoundTime(double Elapsed, double Processor)
{
    public static RoundTime Of(Variant variant)
    {
        var clock = variant.ProcessorTime ?? ProcessorTime;
        var processor = clock();
        var start = Stopwatch.GetTimestamp();
        variant.Run();
        return new RoundTime(Stopwatch.GetElapsedTime(start).TotalSeconds, (clock() - processor).TotalSeconds);
    }

    private static TimeSpan ProcessorTime() =>
        OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsBrowser()
            ? default
            : Environment.CpuUsage.TotalTime;
}
