using System.Diagnostics;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>Notices when a worker stays with one input.</summary>
/// <param name="patience">
/// How long it may stand still without using the processor, as it does where it waits for something or the machine is busy.
/// </param>
internal sealed class Watch(TimeSpan patience)
{
    private long _input = long.MinValue;
    private TimeSpan _processorTime;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Whether the worker has been with its input for too long.</summary>
    /// <param name="input">What <see cref="WorkerBoard.Current"/> says.</param>
    /// <param name="processorTime">What the worker has used of the processors.</param>
    public bool IsOverdue(long input, TimeSpan processorTime)
    {
        if (input != _input)
        {
            (_input, _processorTime, _since) = (input, processorTime, Stopwatch.GetTimestamp());
            return false;
        }

        var isReading = input >= 0;
        return (isReading && processorTime - _processorTime > Limits.ProcessorTime)
            || Stopwatch.GetElapsedTime(_since) > patience;
    }
}
