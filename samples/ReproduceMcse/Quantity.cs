using System.Globalization;

namespace ReproduceMcse;

/// <summary>Something that is measured in each run.</summary>
/// <param name="Name">As files and tables call it.</param>
/// <param name="Decimals">How many are printed.</param>
internal sealed record Quantity(string Name, int Decimals)
{
    /// <summary>
    /// Spearman × 100 on STS-B dev and on the tasks, the tasks' mean; alignment and uniformity over all of STS-B test.
    /// </summary>
    public static readonly IReadOnlyList<Quantity> All =
    [
        .. new[] { "dev", "STS12", "STS13", "STS14", "STS15", "STS16", "STS-B", "SICK-R", "Avg" }
            .Select(name => new Quantity(name, 2)),
        new("alignment", 3),
        new("uniformity", 3),
    ];

    /// <param name="task">A task's name in the suite.</param>
    public static string NameOf(string task) => task switch
    {
        "STSBenchmark" => "STS-B",
        "SICKRelatedness" => "SICK-R",
        _ => task,
    };

    public string Print(double value, bool withSign = false)
    {
        var rounded = Math.Round(value, Decimals) + 0.0;   // + 0.0 makes -0 a 0
        var text = rounded.ToString($"F{Decimals}", CultureInfo.InvariantCulture);
        return withSign && rounded >= 0 ? $"+{text}" : text;
    }

    /// <summary>Mean and standard error; the mean alone where there is one run.</summary>
    public string Print(Sample sample, bool withSign = false) => sample.Count switch
    {
        0 => "",
        1 => Print(sample.Mean, withSign),
        _ => $"{Print(sample.Mean, withSign)} ± {Print(sample.StandardError)}",
    };
}
