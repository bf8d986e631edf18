using MultimodalEmbeddings.Objectives;

namespace MultimodalEmbeddings.Training;

/// <summary>Captions with image features, as a training run was given them.</summary>
/// <param name="Captions">The number of captions.</param>
/// <param name="Features">The number of features of each image.</param>
/// <param name="Objective">How captions and images were compared.</param>
public sealed record TrainingCorpus(int Captions, int Features, MultimodalObjective Objective)
{
    /// <summary>The number of features of each caption, the second grounding target; 0 where there was none.</summary>
    public int CaptionFeatures { get; init; }
}
