using System.Diagnostics;

namespace MultimodalEmbeddings.Tests.Host;

/// <summary>
/// Kills processes that do a <see cref="ResumableRun"/> at random instants, most of them just after a checkpoint has begun to be
/// written, and starts them again until they finish; each must print what an uninterrupted one prints.
/// </summary>
/// <param name="kills">How many.</param>
/// <param name="seed">Of the instants.</param>
public sealed class KillTest(int kills, int seed)
{
    private const int MostSteps = 6;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(2);

    private readonly Random _random = new(seed);
    private int _killed;
    private int _insideWrite;
    private int _runs;
    private int _different;

    /// <returns>The exit code: 0 if every run ended as the uninterrupted one.</returns>
    public int Run()
    {
        var clock = Stopwatch.StartNew();
        var expected = InFolder(folder => Child.Start(folder).Finish());
        var duration = clock.Elapsed;
        while (_killed < kills)
        {
            var found = InFolder(folder => FinishKilled(folder, duration));
            _runs++;
            _different += found == expected ? 0 : 1;
            Console.WriteLine(
                $"run {_runs}: {_killed} of {kills} kills, {_insideWrite} inside a write, {_different} runs differ");
            if (found != expected)
            {
                Console.WriteLine($"expected:\n{expected}\nfound:\n{found}");
            }
        }

        return _different == 0 ? 0 : 1;
    }

    private static string InFolder(Func<string, string> run)
    {
        var folder = Directory.CreateTempSubdirectory("kill-test-");
        try
        {
            return run(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One run, killed again and again until it is through or all kills are used.</summary>
    private string FinishKilled(string folder, TimeSpan duration)
    {
        while (true)
        {
            using var child = Child.Start(folder);
            var reached = _killed < kills && (_random.Next(4) == 0
                ? child.RunFor(duration * _random.NextDouble())
                : child.RunIntoWrite(_random.Next(1, MostSteps + 1), LongestPause * _random.NextDouble()));
            if (!reached)
            {
                return child.Finish();
            }

            child.Kill();
            _killed++;
            _insideWrite += child.IsInsideWrite ? 1 : 0;
        }
    }
}
