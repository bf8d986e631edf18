using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>A worker as its parent sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KeptErrorLines = 25;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();

    public WorkerProcess(WorkerTask task)
    {
        Task = task;
        _process = new Process { StartInfo = StartOf(task) };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data, int.MaxValue);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data, KeptErrorLines);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public WorkerTask Task { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>What it has used of the processors until now.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;
        }
    }

    /// <summary>The first lines that it wrote to its error output, and how it ended.</summary>
    public string LastWords => $"exit code {_process.ExitCode}\n{string.Join('\n', _error)}".TrimEnd();

    public IEnumerable<Finding> TakeFindings()
    {
        while (_output.TryDequeue(out var line))
        {
            yield return Finding.FromLine(line);
        }
    }

    /// <summary>Waits for what is left of its output.</summary>
    public void Drain() => _process.WaitForExit();

    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line, int most)
    {
        if (line is not null && lines.Count < most)
        {
            lines.Enqueue(line);
        }
    }

    private static ProcessStartInfo StartOf(WorkerTask task)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] prefix = isHost ? ["exec", typeof(WorkerProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. prefix, .. task.ToArguments()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in EnvironmentOf(task))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static (string Name, string Value)[] EnvironmentOf(WorkerTask task)
    {
        var temporary = Directory.CreateDirectory(Path.Combine(task.Folder, "temporary")).FullName;
        return
        [
            ("TMPDIR", temporary), ("TMP", temporary), ("TEMP", temporary), ("HOME", temporary),
            ("OMP_NUM_THREADS", "1"),
            ("DOTNET_EnableDiagnostics", "0"),   // no sockets of the runtime's in the temporary folder
            ("DOTNET_GCHeapHardLimit", Limits.Heap.ToString("X", CultureInfo.InvariantCulture)),
            ("DOTNET_GCgen0size", "1000000"),   // 16 MiB, in hexadecimal: the process's peak follows what is in use
        ];
    }
}
