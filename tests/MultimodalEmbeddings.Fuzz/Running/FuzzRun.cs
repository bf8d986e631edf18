using System.Diagnostics;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>A run: hands the inputs to workers, watches them, and collects what they find.</summary>
internal sealed class FuzzRun(FuzzOptions options)
{
    private const int MostLost = 200;   // workers; a reader that ends so many has to be mended first
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Findings _findings = new();
    private volatile bool _stopped;

    /// <returns>The exit code: 0 without a finding, 1 with any.</returns>
    public int Run()
    {
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            _stopped = true;
        };

        using var workspace = new Workspace();
        var lines = Start(workspace.FullName);
        try
        {
            var started = Stopwatch.GetTimestamp();
            Follow(lines, new ProgressLine(options.Inputs));
            var report = new Report(options, lines.ConvertAll(line => line.Board), _findings, Stopwatch.GetElapsedTime(started));
            Console.WriteLine(report);
            report.WriteTo(options.Report);
        }
        finally
        {
            lines.ForEach(line => line.Dispose());
        }

        return _findings.Count > 0 || _stopped ? 1 : 0;
    }

    private List<WorkerLine> Start(string folder)
    {
        var factory = new InputFactory(options.Kinds, options.Seed);
        var count = (int)Math.Min(options.Workers, options.Inputs);
        return
        [
            .. Enumerable.Range(0, count).Select(number => new WorkerLine(
                new WorkerTask(Path.Combine(folder, $"{number}"), number, options.Inputs, count, options.Seed, options.KindList),
                factory,
                options.Patience)),
        ];
    }

    private void Follow(List<WorkerLine> lines, ProgressLine progress)
    {
        while (!_stopped && lines.Exists(line => !line.IsDone))
        {
            Thread.Sleep(Pause);
            foreach (var finding in lines.SelectMany(line => line.Check()))
            {
                Tell(finding, progress);
            }

            progress.Show(Inputs(lines), _findings.Count);
            _stopped |= _findings.Lost > MostLost;
        }

        progress.Clear();
    }

    // The first of each cause is shown; the table counts all.
    private void Tell(Finding finding, ProgressLine progress)
    {
        if (_findings.Add(finding))
        {
            progress.Clear();
            Console.WriteLine($"{finding.Fault}: {finding.Kind}, input {finding.Index}, made of {finding.Seed}: {finding.Place}");
            Console.WriteLine("    " + string.Join("\n    ", finding.Detail.Split('\n').Take(12)));
            Console.WriteLine(finding.Fault == Fault.Seed ? "" : $"    Again: {options.CommandFor(finding.Index)}\n");
        }
    }

    private long Inputs(List<WorkerLine> lines) => lines.Sum(line =>
        Enumerable.Range(0, options.Kinds.Count).Sum(kind => line.Board.Read(kind, WorkerBoard.Count.Inputs)));
}
