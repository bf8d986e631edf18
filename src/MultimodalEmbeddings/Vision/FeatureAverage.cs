using static TorchSharp.torch;

namespace MultimodalEmbeddings.Vision;

/// <summary>Features of a convolutional network: what it gives for a batch of images, averaged over each image.</summary>
internal static class FeatureAverage
{
    /// <param name="images">[batch, 3, height, width].</param>
    /// <param name="network">From a part of the images to [part, features, height, width], which may be smaller.</param>
    /// <param name="size">Images of a part: few, so that what a layer gives is in the cache when the next one reads it.</param>
    /// <returns>[batch, features].</returns>
    public static Tensor Of(Tensor images, Func<Tensor, Tensor> network, long size)
    {
        using var scope = NewDisposeScope();

        var parts = images.split(size).Select(part => Average(part, network)).ToArray();
        return (parts.Length == 1 ? parts[0] : cat(parts)).MoveToOuterDisposeScope();
    }

    private static Tensor Average(Tensor images, Func<Tensor, Tensor> network)
    {
        using var scope = NewDisposeScope();

        return network(Convolution.ChannelsLast(images)).mean([2, 3]).MoveToOuterDisposeScope();
    }
}
