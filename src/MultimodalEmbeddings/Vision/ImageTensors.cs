using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>The tensors of an image network in an open file.</summary>
internal static class ImageTensors
{
    // Of batch norms in training; older files lack it.
    private const string StepCount = ".num_batches_tracked";

    /// <summary>Checks that a file holds a network, all of it and no other one.</summary>
    /// <param name="weights">The file.</param>
    /// <param name="network">What the network is called in messages.</param>
    /// <param name="required">Its tensors.</param>
    /// <param name="classifier">How names of the classifier begin, which may be there and is not read.</param>
    /// <exception cref="CheckpointMismatchException">Tensors are missing or of another shape.</exception>
    /// <exception cref="CheckpointException">There are tensors besides: a variant, whose features would be wrong.</exception>
    public static void Require(
        StateDictionary weights, string network, IReadOnlyList<TensorSpecification> required, string classifier)
    {
        TensorSpecification[] missing = [.. required.Where(tensor => !weights.Tensors.ContainsKey(tensor.Name))];
        if (missing.Length > 0)
        {
            throw CheckpointMismatchException.MissingTensors(weights.FilePath, missing, required.Count);
        }

        RequireLength(weights, required.Sum(tensor => (double)weights.Find(tensor.Name, tensor.Shape).Length));
        var known = required.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        string[] others = [.. weights.Tensors.Keys.Where(name => !known.Contains(name) && !IsBeside(name, classifier))];
        if (others.Length > 0)
        {
            throw new CheckpointException(
                weights.FilePath,
                $"holds the tensors of {network} and others besides: {Listed(others)}. Such a variant is not read; "
                + "expected the network as it was published.");
        }
    }

    /// <summary>A tensor's values, row-major.</summary>
    /// <exception cref="CheckpointMismatchException">It is missing, or of another shape or type.</exception>
    /// <exception cref="CheckpointException">A value is NaN or infinite.</exception>
    public static float[] Read(StateDictionary weights, TensorSpecification tensor)
    {
        var stored = weights.Find(tensor.Name, tensor.Shape);
        if (stored.Length > Array.MaxLength)
        {
            throw new CheckpointException(
                weights.FilePath, $"holds {tensor.Name} with {stored.Length} elements, more than an array takes.");
        }

        var values = new float[stored.Length];
        stored.CopyTo(values);
        RequireFinite(weights, tensor.Name, values, "holds");
        return values;
    }

    /// <exception cref="CheckpointException">A value is NaN or infinite.</exception>
    public static void RequireFinite(StateDictionary weights, string name, ReadOnlySpan<float> values, string verb)
    {
        var place = values.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (place >= 0)
        {
            throw new CheckpointException(
                weights.FilePath,
                $"holds a tensor {name} that {verb} {values[place]} (element {place}); expected finite numbers. "
                + "The network's training failed or the file is damaged: fetch it again.");
        }
    }

    /// <summary>The first of some names.</summary>
    public static string Listed(IReadOnlyCollection<string> names)
    {
        const int Shown = 5;
        return string.Join(", ", names.Order(StringComparer.Ordinal).Take(Shown)) + (names.Count > Shown ? ", …" : "");
    }

    // PyTorch's files can give one storage to many tensors, or one element to a whole tensor: a small file, much memory.
    private static void RequireLength(StateDictionary weights, double elements)
    {
        var file = new FileInfo(weights.FilePath);
        if (file.Extension != ".json" && elements > file.Length)
        {
            throw new CheckpointException(
                weights.FilePath,
                $"has {file.Length} bytes, too few for the {elements} elements of its tensors; expected one value for each. "
                + "In Python, save the weights after .contiguous().");
        }
    }

    private static bool IsBeside(string name, string classifier) =>
        name.EndsWith(StepCount, StringComparison.Ordinal) || name.StartsWith(classifier, StringComparison.Ordinal);
}
