using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Objectives;

/// <summary>The two heads between captions and a grounding target.</summary>
/// <param name="Grounding">
/// g_s: [batch, hidden] → [batch, shared], from the embedding itself, not from what the text head makes of it.
/// </param>
/// <param name="Visual">g_v: [batch, features] → [batch, shared].</param>
internal sealed record ImageHeads(DenseTanh Grounding, VisualHead Visual)
{
    /// <summary>The heads of the second target, the captions' own features; null where there is none.</summary>
    public ImageHeads? Captions { get; init; }

    public static ImageHeads Of(int hiddenSize, SharedSpace space) => new(
        new DenseTanh(hiddenSize, space.Dimension), new VisualHead(space.Features, space.Dimension))
    {
        Captions = space.CaptionFeatures == 0
            ? null
            : Of(hiddenSize, new SharedSpace(space.CaptionFeatures, space.Dimension)),
    };
}
