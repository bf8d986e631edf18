using System.Diagnostics;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Times of variants that ran in turns.</summary>
/// <param name="Seconds">Of each variant, round by round.</param>
internal sealed record Rounds(IReadOnlyList<double[]> Seconds)
{
    /// <summary>Runs each variant once to warm up, and then all of them in turns.</summary>
    public static Rounds Run(IReadOnlyList<Variant> variants, int count)
    {
        foreach (var variant in variants)
        {
            variant.Run();
        }

        var seconds = variants.Select(_ => new double[count]).ToArray();
        for (var round = 0; round < count; round++)
        {
            for (var i = 0; i < variants.Count; i++)
            {
                seconds[i][round] = Time(variants[i].Run);
            }
        }

        return new Rounds(seconds);
    }

    public double Median(int variant) => Median(Seconds[variant]);

    /// <summary>How many times as fast as the baseline: the median over the rounds, each round compared with itself.</summary>
    public double Speed(int variant, int baseline) => Median(Seconds[baseline].Zip(Seconds[variant], (first, second) => first / second));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Time(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
