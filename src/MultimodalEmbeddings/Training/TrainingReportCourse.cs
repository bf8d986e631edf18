namespace MultimodalEmbeddings.Training;

/// <summary>A quantity over the steps of a run.</summary>
/// <param name="Title">What it is, with its unit.</param>
/// <param name="Look">The class of its colour.</param>
/// <param name="Points">Steps, ascending, and values, all of them numbers.</param>
internal sealed record TrainingReportCourse(string Title, string Look, IReadOnlyList<(double Step, double Value)> Points)
{
    private const int MostPoints = 300;   // more than a screen shows apart

    /// <summary>Whether the points are few and each counts, as at validations, or many and only their course.</summary>
    public required bool IsSparse { get; init; }

    /// <summary>How many points a mean is taken over.</summary>
    public int Window => Math.Max(1, Points.Count / 20);

    /// <returns>The losses, the score, alignment and uniformity, as far as the run has them.</returns>
    public static IEnumerable<TrainingReportCourse> Of(TrainingResult result)
    {
        TrainingReportCourse[] all =
        [
            new("Text loss, nats", "c0", Points(step => step.TextLoss)) { IsSparse = false },
            new("Image loss, nats", "c1", Points(step => step.ImageLoss)) { IsSparse = false },
            new($"Spearman × 100 on {result.Setup.Validation?.Task}", "c2", Points(step => step.Score)) { IsSparse = true },
            new("Alignment, lower is better", "c3", Points(step => step.Alignment)) { IsSparse = true },
            new("Uniformity, lower is better", "c4", Points(step => step.Uniformity)) { IsSparse = true },
        ];
        return all.Where(course => course.Points.Count > 0);

        (double, double)[] Points(Func<TrainingProgress, double?> value) =>
        [
            .. from step in result.History
               let number = value(step) ?? double.NaN
               where double.IsFinite(number)
               select ((double)step.Step, number),
        ];
    }

    /// <summary>The same with neighbouring points put together, where there are too many to draw.</summary>
    public TrainingReportCourse Thinned() => this with
    {
        Points =
        [
            .. Points.Chunk((Points.Count + MostPoints - 1) / MostPoints)
                .Select(part => (part.Average(point => point.Step), part.Average(point => point.Value))),
        ],
    };

    /// <summary>The same with the mean of the last <see cref="Window"/> points at each.</summary>
    public TrainingReportCourse Smoothed()
    {
        var smoothed = new (double, double)[Points.Count];
        var recent = new Queue<double>();
        for (var i = 0; i < smoothed.Length; i++)
        {
            recent.Enqueue(Points[i].Value);
            if (recent.Count > Window)
            {
                recent.Dequeue();
            }

            smoothed[i] = (Points[i].Step, recent.Average());
        }

        return this with { Points = smoothed };
    }
}
