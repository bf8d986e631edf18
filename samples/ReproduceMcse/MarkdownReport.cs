using System.Globalization;
using System.Text;

namespace ReproduceMcse;

/// <summary>The results as a Markdown page.</summary>
/// <param name="Date">When the page was made.</param>
/// <param name="Machine">What the runs ran on.</param>
/// <param name="Command">What was typed.</param>
/// <param name="Data">What was trained on, as a sentence.</param>
internal sealed record MarkdownReport(DateOnly Date, string Machine, string Command, string Data)
{
    public string Print(Results results, RunSettings settings)
    {
        var page = new StringBuilder();
        page.Append(string.Create(CultureInfo.InvariantCulture, $"""
            # SimCSE and MCSE: this library and the Python original

            {Date:yyyy-MM-dd}, {Machine}

            ```sh
            {Command}
            ```

            From {settings.Model}'s body, raw [CLS] vector; {settings.Steps} steps of 64 sentences, {settings.Precision};
            rate 3e-5, temperatures 0.05, image weight 0.2, captions in every fourth step; the state that scores highest on
            STS-B dev, tried every 100 steps and at the end, is kept.
            {Data}.
            Spearman × 100; alignment and uniformity over all of STS-B test, lower is better. Mean ± standard error over seeds.

            {ResultTables.Verdict(results, settings)}

            """).ReplaceLineEndings("\n"));
        foreach (var (heading, rows) in ResultTables.Of(results))
        {
            page.Append($"\n## {heading}\n\n{Table(rows)}");
        }

        string[] headings = ["arm", "seed", "kept step", "dev", "Avg", "seconds"];
        page.Append($"\n## Runs\n\n{Table([headings, .. results.Runs.Select(Row)])}");
        return page.ToString();
    }

    private static string[] Row(FinishedRun run) =>
    [
        run.Arm,
        $"{run.Seed}",
        $"{run.BestStep}",
        run.Scores["dev"].ToString("F2", CultureInfo.InvariantCulture),
        run.Scores["Avg"].ToString("F2", CultureInfo.InvariantCulture),
        run.Seconds.ToString("F0", CultureInfo.InvariantCulture),
    ];

    private static string Table(IReadOnlyList<string[]> rows)
    {
        var rule = rows[0].Select((_, column) => column == 0 ? "---" : "---:").ToArray();
        return string.Concat(rows.Take(1).Append(rule).Concat(rows.Skip(1)).Select(row => $"| {string.Join(" | ", row)} |\n"));
    }
}
