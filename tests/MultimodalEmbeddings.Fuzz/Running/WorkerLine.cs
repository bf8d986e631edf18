namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>
/// One share of a run's inputs: the worker that reads it, and the next one where a worker ends before its time.
/// </summary>
internal sealed class WorkerLine : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly InputFactory _factory;
    private WorkerProcess _worker;
    private Watch _watch;

    public WorkerLine(WorkerTask task, InputFactory factory, TimeSpan patience)
    {
        (_factory, _patience) = (factory, patience);
        Directory.CreateDirectory(task.Folder);
        Board = new WorkerBoard(task.Board) { Current = long.MinValue };
        (_worker, _watch) = (new WorkerProcess(task), new Watch(patience));
    }

    public WorkerBoard Board { get; }

    /// <summary>Whether all of its inputs are read.</summary>
    public bool IsDone { get; private set; }

    /// <summary>
    /// Takes the findings since the last call; goes on with another worker where the last one aborted or hangs.
    /// </summary>
    /// <exception cref="WorkerException">A worker failed outside of an input.</exception>
    public IReadOnlyList<Finding> Check()
    {
        if (IsDone)
        {
            return [];
        }

        if (_worker.HasExited)
        {
            return Ended();
        }

        var findings = _worker.TakeFindings().ToList();
        if (_watch.IsOverdue(Board.Current, _worker.ProcessorTime))
        {
            _worker.Kill();
            findings.AddRange(_worker.TakeFindings());
            var limit = $"{Limits.ProcessorTime.TotalSeconds} s of processor time or {_patience.TotalSeconds} s";
            findings.Add(Lost(Fault.Hang, $"no end after {limit}"));
            Restart();
        }

        return findings;
    }

    public void Dispose()
    {
        _worker.Dispose();
        Board.Dispose();
    }

    private List<Finding> Ended()
    {
        _worker.Drain();
        var findings = _worker.TakeFindings().ToList();
        IsDone = Board.IsDone;
        if (!IsDone)
        {
            findings.Add(Lost(Fault.Abort, _worker.LastWords));
            Restart();
        }

        return findings;
    }

    private Finding Lost(Fault fault, string detail)
    {
        var index = Board.Current;
        if (index < 0)
        {
            throw new WorkerException($"A worker failed outside of an input: {detail}");
        }

        var input = _factory.Create(index);
        return new Finding(fault, index, input.Kind.Name, input.Seed, PlaceOf(detail), detail);
    }

    private void Restart()
    {
        var task = _worker.Task with { First = Board.Current + _worker.Task.Stride };
        _worker.Dispose();
        (_worker, _watch) = (new WorkerProcess(task), new Watch(_patience));
    }

    // The runtime writes the stack of an abort innermost first.
    private static string PlaceOf(string lastWords) => lastWords.Split('\n')
        .Select(line => line.Trim())
        .FirstOrDefault(line => line.StartsWith("at MultimodalEmbeddings.", StringComparison.Ordinal)) ?? "unknown";
}
