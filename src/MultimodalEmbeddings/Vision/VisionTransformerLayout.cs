using System.Globalization;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>A transformer over the patches of an image, in a file.</summary>
internal sealed record VisionTransformerLayout
{
    /// <summary>What it is called: "ViT", "CLIP".</summary>
    public required string Name { get; init; }

    /// <summary>How the names of its tensors begin, but for those of CLIP's projection.</summary>
    public required string Prefix { get; init; }

    public required TransformerSizes Sizes { get; init; }

    public required PatchGrid Grid { get; init; }

    /// <summary>What becomes of a patch.</summary>
    public required PatchLayout Patches { get; init; }

    /// <summary>The norm before the layers, which CLIP has.</summary>
    public NormLayout? FirstNorm { get; init; }

    public required IReadOnlyList<PreNormLayout> Layers { get; init; }

    /// <summary>The norm behind the layers.</summary>
    public required NormLayout LastNorm { get; init; }

    /// <summary>
    /// The features that can be had of it, and the dense layer behind the pooling of each. The first is the default.
    /// </summary>
    public required OrderedDictionary<ImagePooling, ImageHeadLayout> Heads { get; init; }

    /// <summary>How the names of tensors begin that are those of its heads.</summary>
    public required string HeadPrefix { get; init; }

    /// <summary>What its tensors do not tell and its features depend on.</summary>
    public string Settings => string.Create(
        CultureInfo.InvariantCulture, $"{Sizes.Heads} {Sizes.Activation} {Sizes.Epsilon:R} {Grid.ImageSize}");

    /// <summary>The tensors of all but the heads.</summary>
    public IEnumerable<TensorSpecification> Tensors =>
    [
        .. Patches.Tensors(Sizes.Hidden, Grid),
        .. FirstNorm?.Tensors ?? [],
        .. Layers.SelectMany(layer => layer.Tensors),
        .. LastNorm.Tensors,
    ];
}
