using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>A network that turns prepared images into features. Safe for concurrent use.</summary>
/// <param name="architecture">What it is called, as in "ResNet-50".</param>
/// <param name="dimension">The number of features.</param>
internal abstract class ImageNetwork(string architecture, long dimension) : Module<Tensor, Tensor>(architecture)
{
    private const int Channels = 3;

    public string Architecture { get; } = architecture;

    public int Dimension { get; } = checked((int)dimension);

    /// <summary>The one size of image that it takes; null where it takes any.</summary>
    public virtual PixelSize? InputSize => null;

    /// <summary>What features depend on besides the tensors; empty for nothing.</summary>
    public virtual string Settings => "";

    /// <param name="images">Normalised pixels, [batch, 3, height, width].</param>
    /// <returns>Features, [batch, dimension].</returns>
    public sealed override Tensor forward(Tensor images)
    {
        if (images.dim() != 4 || images.shape[1] != Channels)
        {
            throw new ArgumentException(
                $"{Architecture} takes [batch, {Channels}, height, width], not [{string.Join(", ", images.shape)}].",
                nameof(images));
        }

        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        return Features(images).MoveToOuterDisposeScope();
    }

    /// <inheritdoc cref="forward"/>
    protected abstract Tensor Features(Tensor images);
}
