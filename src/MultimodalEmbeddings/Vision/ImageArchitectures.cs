using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>The networks that are read; which one a file holds, the names and shapes of its tensors tell.</summary>
internal static class ImageArchitectures
{
    private const string Read =
        "ResNet (18, 34, 50, 101 and others of the kind) and MobileNetV2 under torchvision's names, ViT and CLIP under those of "
        + "Hugging Face's transformers";

    private static readonly Func<StateDictionary, ImageNetwork?>[] Convolutional = [ResNet.TryLoad, MobileNet.TryLoad];

    // What training programs put around a state dict, and parallel training around a model.
    private static readonly string[] Wrappers = ["state_dict.", "model_state_dict.", "model.", "module."];

    /// <param name="stored">An open file, which the network does not need afterwards.</param>
    /// <param name="pooling">What the features of a transformer are; null for what the network gives by default.</param>
    /// <exception cref="CheckpointException">The tensors are not those of a network that is read, or not sound.</exception>
    /// <exception cref="ArgumentException">The network has no such features.</exception>
    public static ImageNetwork Load(StateDictionary stored, ImagePooling? pooling = null)
    {
        var weights = Unwrapped(stored);
        var network = VisionTransformer.TryLoad(weights, pooling) ?? LoadConvolutional(weights, pooling)
            ?? throw Unknown(weights);
        network.eval();
        return network;
    }

    private static ImageNetwork? LoadConvolutional(StateDictionary weights, ImagePooling? pooling)
    {
        var network = Convolutional.Select(tryLoad => tryLoad(weights)).FirstOrDefault(network => network is not null);
        if (network is null || pooling is null)
        {
            return network;
        }

        network.Dispose();
        throw new ArgumentException(
            $"The {network.Architecture} of {weights.FilePath} cannot be pooled by {pooling}: it has no tokens, and its features "
            + "are the average over the image. Leave the pooling out.",
            nameof(pooling));
    }

    private static CheckpointException Unknown(StateDictionary weights)
    {
        var found = OtherArchitectures.NameOf(weights) is { } name ? $"{name} ({First(weights)})" : First(weights);
        return new CheckpointException(weights.FilePath, $"holds tensors of {found}; what is read is {Read}.");
    }

    private static StateDictionary Unwrapped(StateDictionary stored)
    {
        IEnumerable<KeyValuePair<string, CheckpointTensor>> tensors = stored.Tensors;
        foreach (var wrapper in Wrappers)
        {
            var inner = tensors.Where(pair => pair.Key.StartsWith(wrapper, StringComparison.Ordinal)).ToArray();
            tensors = inner.Length == 0
                ? tensors
                : inner.Select(pair => KeyValuePair.Create(pair.Key[wrapper.Length..], pair.Value));
        }

        return new StateDictionary(stored.FilePath, tensors.ToDictionary(StringComparer.Ordinal), stored);
    }

    private static string First(StateDictionary weights) => ImageTensors.Listed([.. weights.Tensors.Keys]);
}
