namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// A checkpoint directory of the BERT line, open for reading: <c>config.json</c> and <c>model.safetensors</c>. Tensors have the
/// names of Hugging Face's BertModel, whatever model they were saved from. Safe for concurrent use.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly SafetensorsFile _file;
    private readonly Dictionary<string, CheckpointTensor> _tensors;

    private Checkpoint(string directory, EncoderConfiguration configuration, SafetensorsFile file)
    {
        _file = file;
        _tensors = TensorNames.WithoutPrefix(file, configuration.ModelType);
        Directory = directory;
        Configuration = configuration;
    }

    public string Directory { get; }

    public EncoderConfiguration Configuration { get; }

    /// <summary>The names that <see cref="Find"/> knows: the encoder's, and those of heads that the file holds besides.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <summary>Opens a directory and checks that its weights are those that its configuration describes.</summary>
    /// <exception cref="CheckpointException">The directory lacks a file, or one is broken or not supported.</exception>
    /// <exception cref="CheckpointMismatchException">
    /// The weights lack tensors of the encoder or give them other shapes.
    /// </exception>
    public static Checkpoint Open(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);

        CheckpointDirectory.RequireFiles(directory);
        var configuration = EncoderConfiguration.Read(Path.Combine(directory, CheckpointDirectory.ConfigurationFile));
        var file = SafetensorsFile.Open(Path.Combine(directory, CheckpointDirectory.WeightsFile));
        try
        {
            var checkpoint = new Checkpoint(directory, configuration, file);
            checkpoint.RequireEncoder();
            return checkpoint;
        }
        catch (CheckpointException)
        {
            file.Dispose();
            throw;
        }
    }

    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>
    /// A tensor by its name in BertModel, as in <c>encoder.layer.0.output.dense.weight</c>; valid until this is disposed.
    /// </summary>
    /// <exception cref="CheckpointMismatchException">The file does not hold it, or not in that shape.</exception>
    public CheckpointTensor Find(string name, IReadOnlyList<long> shape)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
        {
            throw CheckpointMismatchException.MissingTensors(_file.FilePath, [new TensorSpecification(name, shape)], total: 1);
        }

        return tensor.Shape.SequenceEqual(shape)
            ? tensor
            : throw CheckpointMismatchException.WrongTensor(
                _file.FilePath, name, TensorSpecification.Format(shape), TensorSpecification.Format(tensor.Shape));
    }

    public void Dispose() => _file.Dispose();

    private void RequireEncoder()
    {
        var required = EncoderTensors.Of(Configuration);
        TensorSpecification[] missing = [.. required.Where(tensor => !Contains(tensor.Name))];
        if (missing.Length > 0)
        {
            throw CheckpointMismatchException.MissingTensors(_file.FilePath, missing, required.Count);
        }

        foreach (var (name, shape) in required)
        {
            Find(name, shape);
        }
    }
}
