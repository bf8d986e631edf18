using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>ViT under the names of Hugging Face's <c>ViTModel</c> and <c>ViTForImageClassification</c>.</summary>
/// <remarks>Dosovitskiy et al. 2021, section 3.1.</remarks>
internal static class VitLayout
{
    private const string Name = "ViT";
    private const string ClassToken = "embeddings.cls_token";
    private const int PatchSize = 16;

    private static readonly string[] Prefixes = ["", "vit."];

    /// <returns>The sizes that config.json beside the file tells; null where the tensors are those of no ViT.</returns>
    /// <exception cref="CheckpointException">config.json is missing, broken, or asks for what is not computed.</exception>
    public static VisionTransformerLayout? Of(StateDictionary weights)
    {
        if (Array.Find(Prefixes, prefix => weights.Tensors.ContainsKey(prefix + ClassToken)) is not { } prefix)
        {
            return null;
        }

        var fields = NetworkConfiguration.Beside(weights, Name);
        NetworkConfiguration.RequireType(fields, "vit");
        var sizes = TransformerSizes.Read(fields, TransformerSizes.Vit);
        var layers = PreNormLayout.All(
            $"{prefix}encoder.layer.", PreNormNames.Vit, sizes, fields.Flag("qkv_bias", absent: true));
        var embeddings = $"{prefix}embeddings.";
        return new VisionTransformerLayout
        {
            Name = Name,
            Prefix = prefix,
            Sizes = sizes,
            Grid = PatchGrid.Read(fields, PatchSize),
            Patches = new PatchLayout(
                $"{embeddings}patch_embeddings.projection",
                HasBias: true,
                prefix + ClassToken,
                $"{embeddings}position_embeddings",
                LeadingOnes: 2),
            Layers = layers,
            LastNorm = new NormLayout($"{prefix}layernorm", sizes.Hidden, sizes.Epsilon),
            Heads = Heads(weights, fields, sizes, $"{prefix}pooler.dense"),
            HeadPrefix = $"{prefix}pooler.",
        };
    }

    private static OrderedDictionary<ImagePooling, ImageHeadLayout> Heads(
        StateDictionary weights, JsonFields fields, TransformerSizes sizes, string pooler)
    {
        var heads = new OrderedDictionary<ImagePooling, ImageHeadLayout>
        {
            [ImagePooling.ClassToken] = new(),
            [ImagePooling.MeanOfPatches] = new(),
            [ImagePooling.MeanOfAllTokens] = new(),
        };
        if (weights.Tensors.ContainsKey($"{pooler}.weight"))
        {
            heads[ImagePooling.ClassTokenDense] = Dense(fields, sizes, pooler);
        }

        return heads;
    }

    private static ImageHeadLayout Dense(JsonFields fields, TransformerSizes sizes, string pooler)
    {
        const string Size = "pooler_output_size";
        const string Function = "pooler_act";
        var outputs = fields.TryGet(Size, out _) ? fields.Integer(Size, 0) : sizes.Hidden;
        var activation = fields.Text(Function) ?? "tanh";
        TransformerSizes.Require(fields, EncoderConfigurationRules.Sentences(
            EncoderConfigurationRules.Range(Size, outputs, TransformerSizes.LargestHidden),
            TransformerSizes.ActivationFault(Function, activation)));
        return new ImageHeadLayout(new LinearLayout(pooler, sizes.Hidden, outputs), activation);
    }
}
