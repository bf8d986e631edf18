namespace ReproduceMcse;

/// <summary>The runs of this library beside those of the original.</summary>
internal sealed class Results(IReadOnlyList<FinishedRun> ours, IReadOnlyList<FinishedRun> original)
{
    public IReadOnlyList<FinishedRun> Runs => ours;

    /// <summary>The arms that have runs.</summary>
    public IEnumerable<Arm> Arms => Arm.All.Where(arm => ours.Any(run => run.Arm == arm.Key));

    /// <summary>The pairs of arms that share seeds: MCSE less another.</summary>
    public IEnumerable<(Arm First, Arm Second)> Pairs =>
        from other in new[] { Arm.SimCse, Arm.Shuffled }
        where Differences(ours, Arm.Mcse, other, Quantity.All[0]).Count > 0
        select (Arm.Mcse, other);

    /// <summary>An arm's means, quantity by quantity.</summary>
    public IReadOnlyList<Comparison> Of(Arm arm) =>
    [
        .. Quantity.All.Select(quantity =>
            new Comparison(quantity, Sample(ours, arm, quantity), Sample(original, arm, quantity))),
    ];

    /// <summary>The paired difference of two arms, quantity by quantity.</summary>
    public IReadOnlyList<Comparison> Of(Arm first, Arm second) =>
    [
        .. Quantity.All.Select(quantity => new Comparison(
            quantity, Differences(ours, first, second, quantity), Differences(original, first, second, quantity))),
    ];

    private static Sample Sample(IReadOnlyList<FinishedRun> runs, Arm arm, Quantity quantity) =>
        new(BySeed(runs, arm, quantity).Values);

    private static Sample Differences(IReadOnlyList<FinishedRun> runs, Arm first, Arm second, Quantity quantity) =>
        ReproduceMcse.Sample.Differences(BySeed(runs, first, quantity), BySeed(runs, second, quantity));

    private static Dictionary<int, double> BySeed(IReadOnlyList<FinishedRun> runs, Arm arm, Quantity quantity) =>
        runs.Where(run => run.Arm == arm.Key).ToDictionary(run => run.Seed, run => run.Scores[quantity.Name]);
}
