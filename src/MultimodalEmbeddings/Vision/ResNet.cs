using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>A residual network: features are what its last stage gives, averaged over the image.</summary>
/// <remarks>He et al. 2016, section 3.3, with the strides of torchvision; no classifier.</remarks>
internal sealed class ResNet : ImageNetwork
{
    // Fewer would have the weights, 94 MB of a ResNet-50, brought into oneDNN's order for too few images.
    private const int ImagesAtOnce = 16;

    private readonly Convolution _stem;
    private readonly Sequential[] _stages;

    private ResNet(StateDictionary weights, ResNetLayout layout)
        : base(layout.Name, layout.Dimension)
    {
        _stem = new Convolution(layout.Stem.Shape, ConvolutionWeights.Read(weights, layout.Stem), Rectifier.Relu);
        _stages =
        [
            .. layout.Stages.Select(stage => Sequential(
                stage.Select((block, index) => ($"{index}", (Module<Tensor, Tensor>)new ResidualBlock(weights, block))))),
        ];

        register_module("conv1", _stem);
        for (var index = 0; index < _stages.Length; index++)
        {
            register_module($"layer{index + 1}", _stages[index]);
        }
    }

    /// <returns>The network; null where the tensors are those of no ResNet.</returns>
    /// <exception cref="CheckpointException">They are those of one, but not all, not sound, or with others besides.</exception>
    public static ResNet? TryLoad(StateDictionary weights)
    {
        if (ResNetLayout.Of(weights) is not { } layout)
        {
            return null;
        }

        ImageTensors.Require(weights, layout.Name, [.. layout.Tensors], ResNetLayout.Classifier);
        return new ResNet(weights, layout);
    }

    /// <returns>What the stem gives and what each stage gives, [batch, channels, height, width].</returns>
    public IEnumerable<Tensor> Stages(Tensor images)
    {
        var x = functional.max_pool2d(_stem.forward(images), kernel_size: 3, stride: 2, padding: 1);
        yield return x;

        foreach (var stage in _stages)
        {
            x = stage.forward(x);
            yield return x;
        }
    }

    protected override Tensor Features(Tensor images) => FeatureAverage.Of(images, part => Stages(part).Last(), ImagesAtOnce);
}
