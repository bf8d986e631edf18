namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The tensors in nested dictionaries, as one list: <c>{"model": {"weight": …}}</c> gives <c>model.weight</c>.</summary>
internal static class PickledTree
{
    private const int MaximumDepth = 8;
    private const int MaximumTensors = 50_000;

    /// <param name="filePath">For messages.</param>
    /// <param name="root">What was saved; anything that is no tensor and holds none under text is left out.</param>
    /// <exception cref="CheckpointException">It holds no tensor, two under one name, or dictionaries without end.</exception>
    public static Dictionary<string, PickledTensor> Flatten(string filePath, object? root)
    {
        var tensors = new Dictionary<string, PickledTensor>(StringComparer.Ordinal);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var left = new Stack<(string Prefix, int Depth, PickleDictionary Dictionary)>();
        if (root is PickleDictionary top)
        {
            left.Push(("", 0, top));
        }

        while (left.TryPop(out var it))
        {
            if (it.Depth == MaximumDepth || !seen.Add(it.Dictionary))
            {
                throw new CheckpointException(
                    filePath, $"is refused: it holds a dict more than {MaximumDepth} deep, in itself or twice. {Remedy}");
            }

            foreach (var (key, value) in it.Dictionary.Entries)
            {
                Take(filePath, tensors, it.Prefix + key, value);
                if (value is PickleDictionary inner)
                {
                    left.Push(($"{it.Prefix}{key}.", it.Depth + 1, inner));
                }
            }
        }

        return tensors.Count > 0
            ? tensors
            : throw new CheckpointException(filePath, $"holds no tensors under names; expected a state dict. {Remedy}");
    }

    private const string Remedy = "In Python, save the weights alone: torch.save(model.state_dict(), …).";

    private static void Take(string filePath, Dictionary<string, PickledTensor> tensors, string name, object? value)
    {
        if (value is not PickledTensor tensor)
        {
            return;
        }

        if (name.Length > PickleDictionary.MaximumKeyLength || tensors.Count == MaximumTensors || !tensors.TryAdd(name, tensor))
        {
            throw new CheckpointException(
                filePath,
                $"is refused: it holds {PickleInput.Shown(name)} twice, more than {MaximumTensors} tensors or names of more than"
                + $" {PickleDictionary.MaximumKeyLength} characters. {Remedy}");
        }
    }
}
