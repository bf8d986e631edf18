using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Transformers;

/// <summary>Layer norms as a configuration describes them.</summary>
internal static class Norm
{
    public static LayerNorm Of(EncoderConfiguration configuration, int size) =>
        nn.LayerNorm(size, configuration.LayerNormEpsilon, bias: configuration.ModernBert?.NormBias ?? true);

    /// <summary>
    /// The norm at the beginning of a layer's half in ModernBERT, which leaves what it adds to as it is; null for other families,
    /// which have one at the end: <see cref="After"/>.
    /// </summary>
    /// <remarks>Xiong et al. 2020, figure 1.</remarks>
    public static LayerNorm? Before(EncoderConfiguration configuration) =>
        configuration.ModernBert is null ? null : Of(configuration, configuration.HiddenSize);

    /// <inheritdoc cref="Before"/>
    public static LayerNorm? After(EncoderConfiguration configuration) =>
        configuration.ModernBert is null ? Of(configuration, configuration.HiddenSize) : null;
}
