namespace MultimodalEmbeddings.Objectives;

/// <summary>How captions are compared with their images, beside the text objective.</summary>
/// <remarks>
/// MCSE (Zhang et al. 2022, section 3): both sides are projected into a shared space, where the caption has to pick its own
/// image.
/// </remarks>
public sealed record MultimodalObjective
{
    /// <summary>
    /// Weight λ of the multimodal loss. 0.01 by default: the paper's for Wikipedia with Flickr30k or COCO; 0.05 for captions
    /// alone.
    /// </summary>
    public double Weight { get; init; } = 0.01;

    /// <summary>Size of the shared space; 256 by default.</summary>
    public int SharedDimension { get; init; } = 256;

    /// <summary>Softmax temperature τ′ of the multimodal loss; 0.05 by default. Known elsewhere as scale = 1/τ.</summary>
    public double Temperature { get; init; } = 0.05;

    /// <summary>
    /// Whether images also have to pick their captions, the two directions averaged. Off by default, as in MCSE: captions pick
    /// images only.
    /// </summary>
    public bool Symmetric { get; init; }

    /// <summary>Which image a caption is trained with; its own by default.</summary>
    public ImageAblation Ablation { get; init; }

    /// <summary>
    /// Trains on so many of the captions, drawn once from <c>TrainingOptions.Seed</c>; null, the default, for all. Drawn after
    /// <see cref="Ablation"/>, so that the images may be those of captions that are left out.
    /// </summary>
    /// <remarks>MCSE's <c>--shot</c>.</remarks>
    public int? Shot { get; init; }

    /// <summary>Every fault of the settings, as sentences.</summary>
    internal IEnumerable<string> Faults()
    {
        (bool Wrong, string Fault)[] checks =
        [
            (!(Weight >= 0 && double.IsFinite(Weight)), $"The objective's Weight must not be negative; it is {Weight}."),
            (SharedDimension < 1, $"The objective's SharedDimension must be at least 1; it is {SharedDimension}."),
            (!(Temperature > 0 && double.IsFinite(Temperature)),
                $"The objective's Temperature must be positive; it is {Temperature}."),
            (!Enum.IsDefined(Ablation), $"The objective's Ablation must be None, Shuffled or Random; it is {Ablation}."),
            (Shot < 1, $"The objective's Shot must be at least 1 or null; it is {Shot}."),
        ];
        return checks.Where(check => check.Wrong).Select(check => check.Fault);
    }
}
