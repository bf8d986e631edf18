namespace MultimodalEmbeddings.Evaluation;

/// <summary>Labelled rows of a feature table.</summary>
/// <param name="Features">The table, which may hold further rows.</param>
/// <param name="Rows">The row of each sample.</param>
/// <param name="Labels">The class of each sample.</param>
/// <param name="Classes">The number of classes.</param>
internal sealed record LogisticSamples(LogisticFeatures Features, int[] Rows, int[] Labels, int Classes)
{
    public int Count => Rows.Length;

    /// <summary>Two classes share one row of weights, more have one each.</summary>
    public int Outputs => Classes == 2 ? 1 : Classes;

    /// <summary>The samples of which a condition on their places holds.</summary>
    public LogisticSamples Where(Func<int, bool> isWanted)
    {
        var places = Enumerable.Range(0, Count).Where(isWanted).ToArray();
        return this with { Rows = [.. places.Select(place => Rows[place])], Labels = [.. places.Select(place => Labels[place])] };
    }

    /// <summary>The rows of a group of samples; behind the last sample its row again, so that every group is full.</summary>
    public void FillGroup(int first, Span<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Rows[Math.Min(first + i, Count - 1)];
        }
    }

    /// <summary>The root of the mean square of the largest feature, the constant 1 among them.</summary>
    public double LargestFeature()
    {
        var squares = new double[Features.Dimension];
        foreach (var row in Rows)
        {
            var features = Features.Features(row);
            for (var i = 0; i < features.Length; i++)
            {
                squares[i] += (double)features[i] * features[i];
            }
        }

        return Math.Sqrt(Math.Max(1, squares.Max() / Count));
    }
}
