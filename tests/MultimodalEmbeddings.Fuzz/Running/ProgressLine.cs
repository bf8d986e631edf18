using System.Diagnostics;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>Says how far a run is: in place on a terminal, else a line every half a minute.</summary>
internal sealed class ProgressLine(long inputs)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(Console.IsOutputRedirected ? 30 : 0.5);

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _shown = Stopwatch.GetTimestamp();
    private int _width;

    public void Show(long done, int findings)
    {
        if (Stopwatch.GetElapsedTime(_shown) < Interval)
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var rate = done / elapsed.TotalSeconds;
        var left = TimeSpan.FromSeconds(rate > 0 ? (inputs - done) / rate : 0);
        Write($"{done:N0} of {inputs:N0} inputs, {rate:N0} a second, {left:mm\\:ss} left, {findings:N0} findings");
    }

    /// <summary>Makes room for other output.</summary>
    public void Clear()
    {
        if (!Console.IsOutputRedirected && _width > 0)
        {
            Console.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }

    private void Write(string text)
    {
        if (Console.IsOutputRedirected)
        {
            Console.WriteLine(text);
            return;
        }

        Console.Write($"\r{text.PadRight(_width)}");
        _width = text.Length;
    }
}
