namespace MultimodalEmbeddings.Evaluation;

/// <summary>All measures of one task, from the embeddings of its sentences.</summary>
internal sealed class StsMeasurement(StsTask task, IndexedTask indexed, EmbeddingTable embeddings)
{
    public StsTaskResult Take(CancellationToken token)
    {
        var subsets = task.Subsets.Zip(indexed.Subsets, (subset, pairs) => Subset(subset.Name, pairs, token)).ToArray();
        var all = subsets.Length == 1 ? subsets[0] : Measure(task.Name, indexed.Subsets, token);
        return new StsTaskResult
        {
            Name = task.Name,
            Pearson = StsAggregate.Of(all.Pearson, [.. subsets.Select(subset => (subset.Pearson, subset.Pairs))]),
            Spearman = StsAggregate.Of(all.Spearman, [.. subsets.Select(subset => (subset.Spearman, subset.Pairs))]),
            Alignment = all.Alignment,
            Uniformity = all.Uniformity,
            Subsets = subsets,
        };
    }

    private StsSubsetResult Subset(string name, IndexedPairs pairs, CancellationToken token) => Measure(name, [pairs], token);

    private StsSubsetResult Measure(string name, IReadOnlyList<IndexedPairs> parts, CancellationToken token)
    {
        var pairs = IndexedPairs.Concat(parts);
        var cosines = pairs.Cosines(embeddings);
        return new StsSubsetResult
        {
            Name = name,
            Pairs = pairs.Count,
            Pearson = StsCorrelation.Pearson(cosines, pairs.Scores),
            Spearman = StsCorrelation.Spearman(cosines, pairs.Scores),
            Alignment = Alignment.Measure(embeddings, parts),
            Uniformity = Uniformity.Measure(embeddings, parts, token),
        };
    }
}
