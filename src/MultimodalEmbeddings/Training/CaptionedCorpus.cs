using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;

namespace MultimodalEmbeddings.Training;

/// <summary>Captions with image features as the host gave them, and how the two are compared.</summary>
/// <param name="Captions">The captions.</param>
/// <param name="Features">[captions, features].</param>
/// <param name="Objective">Settings of this corpus.</param>
internal sealed record CaptionedCorpus(IReadOnlyList<string> Captions, FeatureMatrix Features, MultimodalObjective Objective)
{
    // Passes that no sampler comes to, so that choosing captions and images does not repeat the order of the batches.
    private const int ImagePass = -1;
    private const int CaptionPass = -2;

    /// <summary>Features of the captions themselves, the second grounding target, [captions, features]; null for none.</summary>
    public FeatureMatrix? CaptionFeatures { get; init; }

    /// <summary>Captions trained on.</summary>
    public int Count => Math.Clamp(Objective.Shot ?? Captions.Count, 0, Captions.Count);

    public SharedSpace Space => new(Features.Columns, Objective.SharedDimension, CaptionFeatures?.Columns ?? 0);

    /// <summary>Every fault of the corpus, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        var mismatch = CaptionedImages.Mismatch(Captions, Features);
        var second = CaptionFeatures is null ? null : CaptionedImages.Mismatch(Captions, CaptionFeatures);
        (bool Wrong, string Fault)[] checks =
        [
            (mismatch is not null, mismatch ?? ""),
            (second is not null, $"The features of the captions: {second}"),
            (Captions.Count == 0, "There are no captions."),
            (Captions.Contains(null!), "One of the captions is null."),
            (Objective.Shot > Captions.Count, $"Shot = {Objective.Shot} asks for more than the {Captions.Count} captions."),
            (Objective.Ablation == ImageAblation.Shuffled && Captions.Count == 1, "One image alone cannot be shuffled."),
        ];
        return [.. Objective.Faults(), .. checks.Where(check => check.Wrong).Select(check => check.Fault)];
    }

    /// <param name="text">What becomes of a caption before it is tokenised.</param>
    /// <param name="seed">Sets which captions are trained on, and with which images.</param>
    public CaptionedImages ToImages(SentenceText text, int seed) =>
        new([.. Captions.Select(text.Of)], Features, CaptionFeatures, Pairs(seed));

    private ImagePair[]? Pairs(int seed)
    {
        if (Objective is { Ablation: ImageAblation.None, Shot: null })
        {
            return null;
        }

        var rows = Objective.Ablation switch
        {
            ImageAblation.Shuffled => Permutation.Cycle(Features.Rows, seed, ImagePass),
            ImageAblation.Random => Permutation.WithReplacement(Features.Rows, seed, ImagePass),
            _ => [.. Enumerable.Range(0, Features.Rows)],
        };
        var captions = Objective.Shot is null
            ? Enumerable.Range(0, Captions.Count) // in their own order: the batches are those of a run without ablation
            : Permutation.Draw(Captions.Count, seed, CaptionPass).Take(Count);
        return [.. captions.Select(caption => new ImagePair(caption, rows[caption]))];
    }
}
