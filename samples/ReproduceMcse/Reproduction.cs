using RealData;
using Terminal;

namespace ReproduceMcse;

/// <summary>The whole program: the runs that are missing, then the tables.</summary>
internal sealed class Reproduction(ReproduceOptions options, CancellationToken cancellation)
{
    private readonly RunTrainer _trainer = new(options, cancellation);
    private readonly RunFile _file = RunFile.Open(options.Output);

    /// <param name="command">What was typed, for the report.</param>
    /// <returns>The exit code.</returns>
    public int Run(string command)
    {
        var data = _trainer.ReadData();
        Console.WriteLine(data);
        RunMissing(data);
        var results = new Results(Wanted(), RunFile.Original());
        foreach (var (heading, rows) in ResultTables.Of(results))
        {
            Console.WriteLine($"\n{heading}\n{TextTable.Print(rows)}");
        }

        Console.WriteLine($"\n{ResultTables.Verdict(results, options.Settings)}");
        WriteReport(results, command, data);
        return 0;
    }

    private void RunMissing(ProtocolData data)
    {
        var done = Wanted().Select(run => (run.Arm, run.Seed)).ToHashSet();
        (Arm Arm, int Seed)[] missing =
        [
            .. from seed in options.Seeds
               from arm in options.Arms
               where !done.Contains((arm.Key, seed))
               select (arm, seed),
        ];
        Console.WriteLine($"Runs done: {done.Count}, left: {missing.Length}; finished runs are kept in {options.Output}");
        var seconds = 0.0;
        for (var i = 0; i < missing.Length; i++)
        {
            Console.WriteLine($"\n{missing[i].Arm.Name}, seed {missing[i].Seed} (run {i + 1} of {missing.Length})");
            var run = _trainer.Run(missing[i].Arm, missing[i].Seed, data);
            _file.Add(run);
            seconds += run.Seconds;
            var left = TimeSpan.FromSeconds(seconds / (i + 1) * (missing.Length - i - 1));
            Console.WriteLine(
                $"  kept step {run.BestStep}: dev {run.Scores["dev"]:0.00}, Avg {run.Scores["Avg"]:0.00}, "
                + $"STS-B {run.Scores["STS-B"]:0.00}; {run.Seconds:0} seconds, about {left:h\\:mm} hours left");
        }
    }

    private FinishedRun[] Wanted() =>
    [
        .. from run in _file.With(options.Settings)
           where options.Seeds.Contains(run.Seed) && options.Arms.Any(arm => arm.Key == run.Arm)
           orderby run.Seed, run.Arm
           select run,
    ];

    private void WriteReport(Results results, string command, ProtocolData data)
    {
        if (options.Report is { } path)
        {
            var report = new MarkdownReport(DateOnly.FromDateTime(DateTime.Now), Machine.Describe(), command, $"{data}");
            File.WriteAllText(path, report.Print(results, options.Settings));
            Console.WriteLine($"Report: {path}");
        }
    }
}
