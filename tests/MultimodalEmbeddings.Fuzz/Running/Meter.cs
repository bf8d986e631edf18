namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>Measures what reading one input costs.</summary>
internal sealed class Meter
{
    private readonly bool _isNative;
    private readonly long _allocated = GC.GetTotalAllocatedBytes();
    private readonly TimeSpan _time = Environment.CpuUsage.TotalTime;
    private readonly long _memory;

    /// <param name="isNative">Whether to measure the process's peak as well, which takes some time.</param>
    public Meter(bool isNative)
    {
        _isNative = isNative;
        _memory = isNative ? ProcessPeak.Start() : 0;
    }

    /// <summary>What it cost too much, if anything.</summary>
    /// <param name="inputLength">In bytes.</param>
    public IEnumerable<(Fault Fault, string Detail)> Excesses(long inputLength)
    {
        var time = Environment.CpuUsage.TotalTime - _time;
        var allocated = GC.GetTotalAllocatedBytes() - _allocated;
        var peak = _isNative ? ProcessPeak.Stop() - _memory : 0;
        if (Math.Max(allocated, peak) - inputLength > Limits.Memory)
        {
            yield return (
                Fault.Memory, $"{allocated} bytes allocated, {peak} bytes more in the process, for {inputLength} bytes of files");
        }

        if (time > Limits.ProcessorTime)
        {
            yield return (Fault.Hang, $"{time.TotalSeconds:0.0} s of processor time");
        }
    }
}
