using System.Diagnostics;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Where the time of training steps goes.</summary>
internal sealed class StepTimes
{
    private readonly long[] _ticks = new long[4];
    private long _last;

    public void Start() => _last = Stopwatch.GetTimestamp();

    public void Forward() => Add(0);

    public void Backward() => Add(1);

    public void Clip() => Add(2);

    public void Optimizer() => Add(3);

    /// <summary>Forgets the steps until now.</summary>
    public void Clear() => Array.Clear(_ticks);

    /// <summary>The shares of forward, backward, clipping and update, as per cent.</summary>
    public IEnumerable<string> Shares() => _ticks.Select(ticks => $"{100.0 * ticks / Math.Max(1, _ticks.Sum()):F1} %");

    private void Add(int phase)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[phase] += now - _last;
        _last = now;
    }
}
