using System.Globalization;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>The most memory that the process has had since a moment, native memory included. Known on Linux only.</summary>
internal static class ProcessPeak
{
    private const string Status = "/proc/self/status";
    private const string Reset = "/proc/self/clear_refs";

    private static readonly bool IsKnown = File.Exists(Status) && File.Exists(Reset);

    /// <summary>Forgets the peak until now.</summary>
    /// <returns>What the process has now, in bytes.</returns>
    public static long Start()
    {
        if (!IsKnown)
        {
            return 0;
        }

        File.WriteAllText(Reset, "5");
        return Read("VmRSS:");
    }

    /// <summary>The peak since <see cref="Start"/>, in bytes.</summary>
    public static long Stop() => IsKnown ? Read("VmHWM:") : 0;

    private static long Read(string name)
    {
        var line = File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
