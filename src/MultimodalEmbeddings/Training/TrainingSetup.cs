namespace MultimodalEmbeddings.Training;

/// <summary>What a training run was given: its data and its settings.</summary>
public sealed record TrainingSetup
{
    /// <summary>All settings but those of the image objectives.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The number of sentences without images.</summary>
    public required int Sentences { get; init; }

    /// <summary>The number of triplets, of all corpora together.</summary>
    public int Triplets { get; init; }

    /// <summary>The captioned corpora; none in a run on text alone.</summary>
    public IReadOnlyList<TrainingCorpus> Captioned { get; init; } = [];

    /// <summary>What the encoder was tried on while it was trained; null for a run without validation.</summary>
    public TrainingValidation? Validation { get; init; }

    internal static TrainingSetup Of(TrainingData data, TrainingOptions options, Validation? validation) => new()
    {
        Options = options,
        Sentences = data.Sentences.Count,
        Triplets = data.Triplets.Sum(corpus => corpus.Triplets.Count),
        Captioned = [.. data.Captioned.Select(Describe)],
        Validation = validation is null
            ? null
            : new TrainingValidation(
                validation.Task.Name, validation.Task.Subsets.Sum(subset => subset.Pairs.Count), validation.EverySteps),
    };

    private static TrainingCorpus Describe(CaptionedCorpus corpus) =>
        new(corpus.Count, corpus.Features.Columns, corpus.Objective) { CaptionFeatures = corpus.CaptionFeatures?.Columns ?? 0 };
}
