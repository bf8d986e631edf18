using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>The networks that are read; which one a file holds, the names and shapes of its tensors tell.</summary>
internal static class ImageArchitectures
{
    private const string Read = "ResNet (18, 34, 50, 101 and others of the kind) and MobileNetV2 under torchvision's names";

    private static readonly Func<StateDictionary, ImageNetwork?>[] Known = [ResNet.TryLoad, MobileNet.TryLoad];

    // What training programs put around a state dict, and parallel training around a model.
    private static readonly string[] Wrappers = ["state_dict.", "model_state_dict.", "model.", "module."];

    /// <param name="stored">An open file, which the network does not need afterwards.</param>
    /// <exception cref="CheckpointException">The tensors are not those of a network that is read, or not sound.</exception>
    public static ImageNetwork Load(StateDictionary stored)
    {
        var weights = Unwrapped(stored);
        foreach (var tryLoad in Known)
        {
            if (tryLoad(weights) is { } network)
            {
                network.eval();
                return network;
            }
        }

        var found = OtherArchitectures.NameOf(weights) is { } name ? $"{name} ({First(weights)})" : First(weights);
        throw new CheckpointException(stored.FilePath, $"holds tensors of {found}; what is read is {Read}.");
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
