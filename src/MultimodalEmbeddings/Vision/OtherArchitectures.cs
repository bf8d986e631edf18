using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>Networks that are not read, by names that only they have, so that a message can name them.</summary>
internal static class OtherArchitectures
{
    // Ordered: of two that fit, the first.
    private static readonly (string Prefix, string Name)[] ByPrefix =
    [
        ("vision_model.", "SigLIP or another relative of CLIP"),
        ("visual.", "CLIP under the names of OpenAI and OpenCLIP"),
        ("text_model.", "CLIP's text tower alone"),
        ("conv_proj.", "ViT under the names of torchvision"),
        ("cls_token", "ViT under the names of timm"),
        ("vit.", "a relative of ViT"),
        ("resnet.embedder.", "a ResNet under the names of transformers"),
        ("conv1.0.", "a ResNet with a deep stem"),
        ("features.denseblock1.", "DenseNet"),
        ("features.1.block.", "MobileNetV3"),
        ("features.1.0.block.0.0.", "EfficientNet"),
        ("features.1.0.block.", "ConvNeXt"),
        ("features.1.0.attn.", "Swin"),
        ("features.3.squeeze.", "SqueezeNet"),
        ("features.0.weight", "VGG or AlexNet"),
        ("Conv2d_1a_3x3.", "Inception"),
        ("inception3a.", "GoogLeNet"),
        ("stage2.0.branch2.", "ShuffleNet"),
        ("trunk_output.", "RegNet"),
        ("layers.0.weight", "MNASNet"),
        ("layer1.0.conv3.", "ResNeXt or a Wide ResNet"),
        ("bert.", "a text encoder"),
        ("embeddings.word_embeddings.", "a text encoder"),
    ];

    /// <returns>What the network is called; null where its names tell nothing.</returns>
    public static string? NameOf(StateDictionary weights) =>
        Array.Find(ByPrefix, it => weights.Tensors.Keys.Any(name => name.StartsWith(it.Prefix, StringComparison.Ordinal))).Name;
}
