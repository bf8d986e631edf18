using System.Diagnostics;

namespace MultimodalEmbeddings.Tests.Host;

/// <summary>A process of this program that does a <see cref="ResumableRun"/>.</summary>
internal sealed class Child : IDisposable
{
    private readonly string _folder;
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;
    private readonly DateTime _started = DateTime.UtcNow;

    private Child(string folder, Process process)
    {
        (_folder, _process) = (folder, process);
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public static Child Start(string folder)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!, ["exec", typeof(Child).Assembly.Location, "train-resume", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // no sockets of killed processes in the temporary folder
        return new Child(folder, Process.Start(start)!);
    }

    /// <summary>
    /// Whether a checkpoint is half written, or half removed, by this process: what one before it left so is older.
    /// </summary>
    public bool IsInsideWrite
    {
        get
        {
            var checkpoints = Path.Combine(_folder, "checkpoints");
            return Directory.Exists(checkpoints)
                && Directory.EnumerateDirectories(checkpoints, "*.tmp").Any(path => Directory.GetLastWriteTimeUtc(path) >= _started);
        }
    }

    /// <returns>Whether the process still runs after that time.</returns>
    public bool RunFor(TimeSpan time) => !_process.WaitForExit(time);

    /// <summary>Waits until the process writes a checkpoint, and for some time more.</summary>
    /// <param name="writes">Which of its checkpoints, from 1.</param>
    /// <param name="then">How far into it.</param>
    /// <returns>Whether the process still runs.</returns>
    public bool RunInto(int writes, TimeSpan then)
    {
        var inside = false;
        while (!_process.HasExited)
        {
            var before = inside;
            inside = IsInsideWrite;
            writes -= inside && !before ? 1 : 0;
            if (writes == 0)
            {
                var clock = Stopwatch.StartNew();
                SpinWait.SpinUntil(() => clock.Elapsed >= then);
                return !_process.HasExited;
            }

            Thread.Yield();
        }

        return false;
    }

    /// <summary>SIGKILL: the process gets no chance to do anything.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <returns>What it prints when it is through.</returns>
    public string Finish()
    {
        _process.WaitForExit();
        return _process.ExitCode == 0
            ? _output.Result
            : throw new InvalidOperationException($"The process ended with {_process.ExitCode}. {_error.Result}");
    }

    public void Dispose() => _process.Dispose();
}
