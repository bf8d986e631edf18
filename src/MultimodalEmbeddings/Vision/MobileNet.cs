using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>MobileNetV2: features are what its last convolution gives, averaged over the image.</summary>
/// <remarks>Sandler et al. 2018; no classifier.</remarks>
internal sealed class MobileNet : ImageNetwork
{
    // A layer widens an image to 5 MB, and caches hold few of them for a thread.
    private const int ImagesOfThread = 2;

    private readonly Sequential _features;

    private MobileNet(StateDictionary weights, MobileNetLayout layout)
        : base(MobileNetLayout.Name, layout.Dimension)
    {
        Module<Tensor, Tensor>[] modules =
        [
            Rectified(weights, layout.Stem),
            .. layout.Blocks.Select(block => new InvertedResidual(weights, block)),
            Rectified(weights, layout.Last),
        ];
        _features = Sequential(modules);
        register_module("features", _features);
    }

    /// <returns>The network; null where the tensors are those of no MobileNetV2.</returns>
    /// <exception cref="CheckpointException">They are those of one, but not all, not sound, or with others besides.</exception>
    public static MobileNet? TryLoad(StateDictionary weights)
    {
        if (MobileNetLayout.Of(weights) is not { } layout)
        {
            return null;
        }

        ImageTensors.Require(weights, MobileNetLayout.Name, [.. layout.Tensors], MobileNetLayout.Classifier);
        return new MobileNet(weights, layout);
    }

    protected override Tensor Features(Tensor images) => FeatureAverage.Of(
        images, _features.forward, ImagesOfThread * get_num_threads());

    private static Convolution Rectified(StateDictionary weights, ConvolutionLayout layout) =>
        new(layout.Shape, ConvolutionWeights.Read(weights, layout), Rectifier.Relu6);
}
