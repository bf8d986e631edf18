using System.Diagnostics;
using System.Text;

namespace MultimodalEmbeddings.Tests.Host;

/// <summary>A process of this program that does a <see cref="ResumableRun"/>.</summary>
internal sealed class Child : IDisposable
{
    private readonly string _folder;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _error;
    private readonly DateTime _started = DateTime.UtcNow;

    private Child(string folder, Process process)
    {
        (_folder, _process) = (folder, process);
        _error = process.StandardError.ReadToEndAsync();
    }

    public static Child Start(string folder)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!, ["exec", typeof(Child).Assembly.Location, "train-resume", folder, ResumableRun.Telling])
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
                && Directory.EnumerateDirectories(checkpoints, "*.tmp")
                    .Any(path => Directory.GetLastWriteTimeUtc(path) >= _started);
        }
    }

    /// <returns>Whether the process still runs after that time.</returns>
    public bool RunFor(TimeSpan time) => !_process.WaitForExit(time);

    /// <summary>Waits for steps, then for the writing of a checkpoint to begin, and for some time more.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="then">The time after the last of them.</param>
    /// <returns>Whether the process still runs.</returns>
    public bool RunIntoWrite(int steps, TimeSpan then)
    {
        ReadSteps(steps);
        while (!_process.HasExited && !IsInsideWrite)
        {
            Thread.Yield();
        }

        var clock = Stopwatch.StartNew();
        SpinWait.SpinUntil(() => clock.Elapsed >= then);
        return !_process.HasExited;
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
        ReadSteps(int.MaxValue);
        _process.WaitForExit();
        return _process.ExitCode == 0
            ? _output.ToString()
            : throw new InvalidOperationException($"The process ended with {_process.ExitCode}. {_error.Result}");
    }

    public void Dispose() => _process.Dispose();

    /// <summary>Reads what the process prints until it has done so many steps, or to the end.</summary>
    private void ReadSteps(int steps)
    {
        while (steps > 0 && _process.StandardOutput.ReadLine() is { } line)
        {
            if (line == ResumableRun.StepDone)
            {
                steps--;
            }
            else
            {
                _output.AppendLine(line);
            }
        }
    }
}
