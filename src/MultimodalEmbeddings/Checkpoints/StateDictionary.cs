namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Tensors by name, in one open file or several. Safe for concurrent use; whoever opens it disposes it.</summary>
internal sealed class StateDictionary : IDisposable
{
    private readonly IDisposable[] _files;

    /// <param name="filePath">The file that names the tensors.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="files">What they lie in; disposed with this object.</param>
    public StateDictionary(
        string filePath, IReadOnlyDictionary<string, CheckpointTensor> tensors, params IDisposable[] files)
    {
        _files = files;
        FilePath = filePath;
        Tensors = tensors;
    }

    public string FilePath { get; }

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; }

    /// <summary>Opens a file of weights: .safetensors by its name, a file of <c>torch.save</c> (.bin, .pt) otherwise.</summary>
    /// <exception cref="CheckpointException">The file is missing, broken or not supported.</exception>
    public static StateDictionary Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        if (!path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            return TorchFile.Open(path);
        }

        var file = SafetensorsFile.Open(path);
        return new StateDictionary(path, file.Tensors, file);
    }

    /// <summary>A tensor by name; its elements are read until this is disposed.</summary>
    /// <param name="name">The name.</param>
    /// <param name="shape">The shape that it must have.</param>
    /// <param name="storedName">What the file would call it, if that is another name.</param>
    /// <exception cref="CheckpointMismatchException">The file does not hold it, or not in that shape.</exception>
    public CheckpointTensor Find(string name, IReadOnlyList<long> shape, string? storedName = null)
    {
        if (!Tensors.TryGetValue(name, out var tensor))
        {
            throw CheckpointMismatchException.MissingTensors(FilePath, [new(storedName ?? name, shape)], total: 1);
        }

        return tensor.Shape.SequenceEqual(shape)
            ? tensor
            : throw CheckpointMismatchException.WrongTensor(
                FilePath, tensor.Name, TensorSpecification.Format(shape), TensorSpecification.Format(tensor.Shape));
    }

    public void Dispose() => Array.ForEach(_files, file => file.Dispose());
}
