namespace MultimodalEmbeddings.Evaluation;

/// <summary>The mean squared distance of the normalized embeddings of positive pairs. Wang and Isola 2020, section 4.</summary>
internal static class Alignment
{
    /// <summary>From this gold score on a pair is positive, in SICK (1 to 5) too.</summary>
    private const double PositiveScore = 4;

    public static StsMeasure Measure(EmbeddingTable embeddings, IReadOnlyList<IndexedPairs> parts)
    {
        var batches = parts.SelectMany(part => part.Batches()).Select(batch => Of(embeddings, batch) ?? 0);
        return new StsMeasure(batches.Average(), Of(embeddings, IndexedPairs.Concat(parts)) ?? double.NaN);
    }

    /// <returns>Null where no pair is positive.</returns>
    public static double? Of(EmbeddingTable embeddings, IndexedPairs pairs)
    {
        var positives = Enumerable.Range(0, pairs.Count).Where(i => pairs.Scores[i] >= PositiveScore).ToArray();
        return positives.Length == 0
            ? null
            : positives.Average(i => SquaredDistance(embeddings, pairs.First[i], pairs.Second[i]));
    }

    private static double SquaredDistance(EmbeddingTable embeddings, int first, int second)
    {
        ReadOnlySpan<double> x = embeddings.Row(first), y = embeddings.Row(second);
        double xNorm = embeddings.Norm(first), yNorm = embeddings.Norm(second);
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var difference = (x[i] / xNorm) - (y[i] / yNorm);
            sum += difference * difference;
        }

        return sum;
    }
}
