namespace MultimodalEmbeddings.Data;

/// <summary>Sentences with given positives and hard negatives.</summary>
/// <param name="triplets">The triplets.</param>
/// <param name="negativeWeight">Added to the logit of each anchor's own negative.</param>
internal sealed class TripletCorpus(IReadOnlyList<SentenceTriplet> triplets, double negativeWeight) : ICorpus
{
    public int Count => triplets.Count;

    public IEnumerable<(string Name, string Digest)> Digests()
    {
        string[] texts = [.. triplets.SelectMany(triplet => new[] { triplet.Anchor, triplet.Positive, triplet.Negative })];
        return [("triplets", ContentDigest.Of(texts)), ("negative_weight", $"{negativeWeight:r}")];
    }

    public ContrastiveBatch Batch(int[] indices, Func<string, int[]> tokenize)
    {
        int[][] Tokenize(Func<SentenceTriplet, string> text) => [.. indices.Select(index => tokenize(text(triplets[index])))];
        return new ContrastiveBatch(Tokenize(triplet => triplet.Anchor), Features: null)
        {
            Given = new GivenViews(
                Tokenize(triplet => triplet.Positive), Tokenize(triplet => triplet.Negative), negativeWeight),
        };
    }
}
