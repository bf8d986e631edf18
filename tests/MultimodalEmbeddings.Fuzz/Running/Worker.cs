using System.Diagnostics;
using MultimodalEmbeddings.Fuzz.Kinds;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>A child process: reads its share of the inputs and says on its output what it finds.</summary>
internal sealed class Worker : IDisposable
{
    private const long NoInput = -1;

    private readonly WorkerTask _task;
    private readonly IReadOnlyList<FuzzKind> _kinds;
    private readonly WorkerBoard _board;
    private readonly InputFolder _folder;
    private readonly InputRunner _runner;
    private readonly HashSet<FuzzKind> _tried = [];

    private Worker(WorkerTask task)
    {
        _task = task;
        _kinds = task.Kinds is null ? KindTable.All : KindTable.Named(task.Kinds);
        _board = new WorkerBoard(task.Board);
        _folder = new InputFolder(task.Folder);
        _runner = new InputRunner(_folder);
    }

    public static int Run(WorkerTask task)
    {
        // Whoever started it holds the other end: a worker does not outlive the run.
        new Thread(EndWithParent) { IsBackground = true }.Start();
        Console.CancelKeyPress += (_, press) => press.Cancel = true;

        using var worker = new Worker(task);
        worker.ReadAll();
        return 0;
    }

    public void Dispose() => _board.Dispose();

    private static void EndWithParent()
    {
        Console.In.ReadToEnd();
        Environment.Exit(1);
    }

    private void ReadAll()
    {
        var factory = new InputFactory(_kinds, _task.Seed);
        for (var index = _task.First; index < _task.End; index += _task.Stride)
        {
            _board.Current = -1 - index;
            var kind = factory.KindOf(index);
            if (_tried.Add(kind))
            {
                Try(kind);
            }

            var input = factory.Create(index);
            _folder.Write(input.Files);
            Read(input, _kinds.Index().First(it => it.Item == kind).Index);
        }

        _board.IsDone = true;
    }

    private void Read(FuzzInput input, int kind)
    {
        var started = Stopwatch.GetTimestamp();
        _board.Add(kind, WorkerBoard.Count.Inputs, 1);
        _board.Current = input.Index;
        var verdict = _runner.Run(input);
        _board.Current = -1 - input.Index;
        var ticks = Stopwatch.GetElapsedTime(started).Ticks;
        _board.Add(kind, WorkerBoard.Count.Ticks, ticks);
        _board.Raise(kind, WorkerBoard.Count.LongestTicks, ticks);
        _board.Add(kind, WorkerBoard.Count.Accepted, verdict.IsAccepted ? 1 : 0);
        _board.Add(kind, WorkerBoard.Count.Refused, verdict.Refusal is null ? 0 : 1);
        foreach (var finding in verdict.Findings)
        {
            Console.WriteLine(finding.ToLine());
        }
    }

    // The seeds of the program's own have to be read, and the first reading loads libraries, which is no part of a measurement.
    private void Try(FuzzKind kind)
    {
        foreach (var seed in kind.ValidSeeds)
        {
            var input = new FuzzInput(NoInput, kind, seed.Name, seed.Files, []);
            _folder.Write(input.Files);
            var verdict = _runner.Run(input);
            if (!verdict.IsAccepted)
            {
                var detail = verdict.Refusal?.ToString() ?? verdict.Findings[^1].Detail;
                Console.WriteLine(new Finding(Fault.Seed, NoInput, kind.Name, seed.Name, "undamaged", detail).ToLine());
            }
        }
    }
}
