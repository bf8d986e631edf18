using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Fuzzing;

/// <summary>A run of the program of tests/MultimodalEmbeddings.Fuzz, in a process of its own.</summary>
internal sealed record FuzzProgram(int ExitCode, string Output, IReadOnlyList<FuzzProgram.Row> Table)
{
    private const string Name = "MultimodalEmbeddings.Fuzz";

    // Where the build put it: beside this test program, in the same configuration.
    private static readonly string Program = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", Name, Configuration, Name + ".dll"));

    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static FuzzProgram Run(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var report = folder.File("report.tsv");
        var start = new ProcessStartInfo(Dotnet, ["exec", Program, .. arguments, "--report", report])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return new FuzzProgram(process.ExitCode, output, File.Exists(report) ? Read(report) : []);
    }

    private static Row[] Read(string report)
    {
        var lines = File.ReadLines(report).Select(line => line.Split('\t')).ToArray();
        return [.. lines[1..].Select(cells => new Row(cells[0], Numbers(lines[0], cells)))];
    }

    private static Dictionary<string, long> Numbers(string[] head, string[] cells) => head.Zip(cells).Skip(1)
        .ToDictionary(cell => cell.First, cell => long.Parse(cell.Second, CultureInfo.InvariantCulture));

    /// <summary>A row of its table: a kind, and its numbers by the columns' heads.</summary>
    internal sealed record Row(string Kind, IReadOnlyDictionary<string, long> Numbers);
}
