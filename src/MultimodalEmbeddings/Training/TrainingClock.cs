using System.Diagnostics;

namespace MultimodalEmbeddings.Training;

/// <summary>The time a run has taken, that before a pause included.</summary>
internal sealed class TrainingClock
{
    private readonly Stopwatch _run = Stopwatch.StartNew();
    private readonly Stopwatch _steps = new();
    private TimeSpan _runBefore;
    private TimeSpan _stepsBefore;

    /// <summary>Of the whole run.</summary>
    public TimeSpan Elapsed => _runBefore + _run.Elapsed;

    /// <summary>Of its steps: validation and checkpoints left out.</summary>
    public TimeSpan InSteps => _stepsBefore + _steps.Elapsed;

    public void EnterStep() => _steps.Start();

    public void LeaveStep() => _steps.Stop();

    /// <summary>Adds what the run had taken when its checkpoint was written.</summary>
    public void Continue(TimeSpan elapsed, TimeSpan inSteps) => (_runBefore, _stepsBefore) = (elapsed, inSteps);
}
