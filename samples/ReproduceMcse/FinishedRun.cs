namespace ReproduceMcse;

/// <summary>What one run came to.</summary>
/// <param name="Arm">The arm's key.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Scores">Values by the names of <see cref="Quantity.All"/>.</param>
internal sealed record FinishedRun(string Arm, int Seed, IReadOnlyDictionary<string, double> Scores)
{
    /// <summary>What must be the same for runs to be compared; null for the original's.</summary>
    public RunSettings? Settings { get; init; }

    /// <summary>The step whose weights were kept.</summary>
    public int? BestStep { get; init; }

    /// <summary>Training and evaluation.</summary>
    public double Seconds { get; init; }
}
