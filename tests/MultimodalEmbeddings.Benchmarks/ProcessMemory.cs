using System.Diagnostics;
using System.Globalization;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>The most memory the process has used.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";
    private const string Reset = "/proc/self/clear_refs";
    private const string Peak = "VmHWM:";

    /// <summary>Forgets the peak until now on Linux; elsewhere the peak stays that of the whole process.</summary>
    public static void ResetPeak()
    {
        if (File.Exists(Reset))
        {
            File.WriteAllText(Reset, "5");
        }
    }

    /// <summary>In MiB; on Linux what it calls VmHWM.</summary>
    public static double PeakMebibytes()
    {
        if (!File.Exists(Status))
        {
            return Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        }

        var line = File.ReadLines(Status).First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }
}
