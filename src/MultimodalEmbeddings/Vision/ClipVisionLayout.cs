using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>
/// CLIP's vision tower under the names of Hugging Face's <c>CLIPModel</c>, <c>CLIPVisionModel</c> and
/// <c>CLIPVisionModelWithProjection</c>.
/// </summary>
/// <remarks>Radford et al. 2021, section 2.4.</remarks>
internal static class ClipVisionLayout
{
    private const string Name = "CLIP";
    private const string Prefix = "vision_model.";
    private const string ClassToken = $"{Prefix}embeddings.class_embedding";
    private const string Projection = "visual_projection";
    private const int PatchSize = 32;

    /// <returns>The sizes that config.json beside the file tells; null where the tensors are those of no CLIP.</returns>
    /// <exception cref="CheckpointException">config.json is missing, broken, or asks for what is not computed.</exception>
    public static VisionTransformerLayout? Of(StateDictionary weights)
    {
        if (!weights.Tensors.ContainsKey(ClassToken))
        {
            return null;
        }

        var configuration = ClipConfiguration.Of(NetworkConfiguration.Beside(weights, Name), "vision");
        var sizes = TransformerSizes.Read(configuration.Fields, TransformerSizes.ClipVision);
        NormLayout Norm(string name) => new(Prefix + name, sizes.Hidden, sizes.Epsilon);
        return new VisionTransformerLayout
        {
            Name = Name,
            Prefix = Prefix,
            Sizes = sizes,
            Grid = PatchGrid.Read(configuration.Fields, PatchSize),
            Patches = new PatchLayout(
                $"{Prefix}embeddings.patch_embedding",
                HasBias: false,
                ClassToken,
                $"{Prefix}embeddings.position_embedding.weight",
                LeadingOnes: 0),
            FirstNorm = Norm("pre_layrnorm"), // spelled so in the files
            Layers = PreNormLayout.All($"{Prefix}encoder.layers.", PreNormNames.Clip, sizes),
            LastNorm = Norm("post_layernorm"),
            Heads = Heads(weights, sizes, configuration.Projected),
            HeadPrefix = $"{Projection}.",
        };
    }

    private static OrderedDictionary<ImagePooling, ImageHeadLayout> Heads(
        StateDictionary weights, TransformerSizes sizes, int projected)
    {
        var heads = new OrderedDictionary<ImagePooling, ImageHeadLayout>();
        if (weights.Tensors.ContainsKey($"{Projection}.weight"))
        {
            heads[ImagePooling.Projection] = new(new LinearLayout([Projection], sizes.Hidden, projected, HasBias: false));
        }

        heads[ImagePooling.ClassToken] = new();
        return heads;
    }
}
