using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Tests.Runtime;

/// <summary>The program of tests/MultimodalEmbeddings.Tests.Host, in processes of its own.</summary>
internal static class HostProgram
{
    private const string Name = "MultimodalEmbeddings.Tests.Host";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Where the build put it: beside this test program, in the same configuration.</summary>
    public static string Folder { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", Name, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));

    private static string Dotnet { get; } = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The command line that runs the program of a folder.</summary>
    public static string[] Command(string folder, params string[] arguments) =>
        [Dotnet, "exec", Path.Combine(folder, Name + ".dll"), .. arguments];

    public static HostRun Run(string[] command, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(command, environment);
        return Finish(process);
    }

    public static Process Start(string[] command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // no sockets of the runtime's in the temporary folder
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }

    public static HostRun Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
        }

        return new HostRun(process.ExitCode, output.Result.Trim(), error.Result.Trim());
    }
}
