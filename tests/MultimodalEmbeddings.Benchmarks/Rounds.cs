namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Times of variants that ran in turns.</summary>
/// <param name="Times">Of each variant, round by round.</param>
internal sealed record Rounds(IReadOnlyList<RoundTime[]> Times)
{
    /// <summary>Runs each variant once to warm up, and then all of them in turns.</summary>
    public static Rounds Run(IReadOnlyList<Variant> variants, int count)
    {
        foreach (var variant in variants)
        {
            variant.Run();
        }

        var times = variants.Select(_ => new RoundTime[count]).ToArray();
        for (var round = 0; round < count; round++)
        {
            for (var i = 0; i < variants.Count; i++)
            {
                times[i][round] = RoundTime.Of(variants[i]);
            }
        }

        return new Rounds(times);
    }

    /// <summary>Seconds on the clock.</summary>
    public double Elapsed(int variant) => Median(Times[variant].Select(time => time.Elapsed));

    /// <summary>Seconds of processor time.</summary>
    public double Processor(int variant) => Median(Times[variant].Select(time => time.Processor));

    /// <summary>How many times as fast as the baseline: the median over the rounds, each round compared with itself.</summary>
    public double Speed(int variant, int baseline) =>
        Median(Times[baseline].Zip(Times[variant], (first, second) => first.Elapsed / second.Elapsed));

    /// <summary>The same for processor time.</summary>
    public double Economy(int variant, int baseline) =>
        Median(Times[baseline].Zip(Times[variant], (first, second) => first.Processor / second.Processor));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
