namespace ReproduceMcse;

/// <summary>The tables of the results, each with its heading.</summary>
internal static class ResultTables
{
    public static IEnumerable<(string Heading, IReadOnlyList<string[]> Rows)> Of(Results results) =>
    [
        .. results.Arms.Select(arm => Table(arm.Name, results.Of(arm), isDifference: false)),
        .. results.Pairs.Select(pair => Table(
            $"{pair.First.Name} less {pair.Second.Name}, paired by seed",
            results.Of(pair.First, pair.Second),
            isDifference: true)),
    ];

    /// <summary>How many of the comparisons are within two standard errors, as a sentence.</summary>
    public static string Verdict(Results results, RunSettings settings)
    {
        Comparison[] known =
        [
            .. results.Arms.SelectMany(results.Of)
                .Concat(results.Pairs.SelectMany(pair => results.Of(pair.First, pair.Second)))
                .Where(comparison => comparison.IsWithin is not null),
        ];
        var within = known.Count(comparison => comparison.IsWithin == true);
        var verdict = known.Length == 0
            ? "Standard errors need two seeds or more: nothing to check yet."
            : $"{within} of {known.Length} numbers are within two standard errors of the original's\n"
                + "(of the difference of both means; about one in twenty lies outside by chance).";
        return settings.Departure is { } departure ? $"{verdict}\n{departure}" : verdict;
    }

    private static (string, IReadOnlyList<string[]>) Table(string name, IReadOnlyList<Comparison> rows, bool isDifference)
    {
        var heading = $"{name}: {Runs(rows[0].Ours)}, original {Runs(rows[0].Original)}";
        return (heading,
        [
            ["", "this library", "original", "difference", "2 std. errors", "within"],
            .. rows.Select(row => Row(row, isDifference)),
        ]);
    }

    private static string[] Row(Comparison row, bool isDifference) =>
    [
        row.Quantity.Name,
        row.Quantity.Print(row.Ours, isDifference),
        row.Quantity.Print(row.Original, isDifference),
        double.IsNaN(row.Difference) ? "" : row.Quantity.Print(row.Difference, withSign: true),
        double.IsNaN(row.Allowed) ? "" : row.Quantity.Print(row.Allowed),
        row.IsWithin switch { true => "yes", false => "NO", null => "" },
    ];

    private static string Runs(Sample sample) => sample.Count == 1 ? "1 seed" : $"{sample.Count} seeds";
}
