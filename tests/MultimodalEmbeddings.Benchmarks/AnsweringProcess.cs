using System.ComponentModel;
using System.Diagnostics;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>A process that greets with a line and then answers every line with a line.</summary>
internal sealed class AnsweringProcess : IDisposable
{
    private readonly Process _process;

    private AnsweringProcess(Process process, string greeting) => (_process, Greeting) = (process, greeting);

    public string Greeting { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <returns>Null where there is no such program, or where it ends before it greets.</returns>
    public static AnsweringProcess? TryStart(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            var process = Process.Start(start)!;
            if (process.StandardOutput.ReadLine() is { } greeting)
            {
                return new AnsweringProcess(process, greeting);
            }

            process.Dispose();
            return null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The process ended; the message holds what it said last.</exception>
    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine()
            ?? throw new IOException($"The process asked for '{line}' ended: {_process.StandardError.ReadToEnd().Trim()}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
