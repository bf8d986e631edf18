using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Training;

/// <summary>Triplets as the host gave them.</summary>
/// <param name="Triplets">The triplets.</param>
/// <param name="NegativeWeight">Added to the logit of each anchor's own hard negative.</param>
internal sealed record GivenTriplets(IReadOnlyList<SentenceTriplet> Triplets, double NegativeWeight)
{
    /// <summary>Every fault of the corpus, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        (bool Wrong, string Fault)[] checks =
        [
            (Triplets.Count == 0, "There are no triplets."),
            (Triplets.Any(triplet => triplet is not { Anchor: not null, Positive: not null, Negative: not null }),
                "One of the triplets lacks its anchor, its positive or its negative."),
            (!double.IsFinite(NegativeWeight), $"The weight of hard negatives must be a number; it is {NegativeWeight}."),
        ];
        return checks.Where(check => check.Wrong).Select(check => check.Fault);
    }

    /// <param name="text">What becomes of a sentence before it is tokenised.</param>
    public TripletCorpus ToCorpus(SentenceText text) => new(
        [
            .. Triplets.Select(triplet =>
                new SentenceTriplet(text.Of(triplet.Anchor), text.Of(triplet.Positive), text.Of(triplet.Negative))),
        ],
        NegativeWeight);
}
