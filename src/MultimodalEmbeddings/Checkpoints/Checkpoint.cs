namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// A checkpoint directory of the BERT line, open for reading: <c>config.json</c> and weights in safetensors or PyTorch's files,
/// one or several. Tensors have the names of <see cref="EncoderTensors"/>, whatever model they were saved from. Safe for
/// concurrent use.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly StateDictionary _weights;

    private Checkpoint(string directory, EncoderConfiguration configuration, StateDictionary stored)
    {
        _weights = new StateDictionary(
            stored.FilePath, TensorNames.WithoutPrefix(stored, configuration.ModelType), stored);
        Names = [.. _weights.Tensors.Keys];
        Directory = directory;
        Configuration = configuration;
    }

    public string Directory { get; }

    public EncoderConfiguration Configuration { get; }

    /// <summary>The names that <see cref="Find"/> knows: the encoder's, and those of heads that the file holds besides.</summary>
    public IReadOnlyCollection<string> Names { get; }

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
        var stored = CheckpointDirectory.OpenWeights(directory);
        try
        {
            var checkpoint = new Checkpoint(directory, configuration, stored);
            checkpoint.RequireEncoder();
            return checkpoint;
        }
        catch (CheckpointException)
        {
            stored.Dispose();
            throw;
        }
    }

    public bool Contains(string name) => _weights.Tensors.ContainsKey(name);

    /// <summary>
    /// A tensor by its name in <see cref="EncoderTensors"/>, as in <c>encoder.layer.0.output.dense.weight</c>; valid until this is
    /// disposed.
    /// </summary>
    /// <exception cref="CheckpointMismatchException">The file does not hold it, or not in that shape.</exception>
    public CheckpointTensor Find(string name, IReadOnlyList<long> shape) => _weights.Find(name, shape, AsStored(name));

    public void Dispose() => _weights.Dispose();

    private void RequireEncoder()
    {
        var required = EncoderTensors.Of(Configuration);
        TensorSpecification[] missing = [.. required.Where(tensor => !Contains(tensor.Name)).Select(tensor => tensor with { Name = AsStored(tensor.Name) })];
        if (missing.Length > 0)
        {
            throw CheckpointMismatchException.MissingTensors(_weights.FilePath, missing, required.Count);
        }

        foreach (var (name, shape) in required)
        {
            Find(name, shape);
        }
    }

    /// <summary>Under the name that a file of this family has for it, which a user can look for.</summary>
    private string AsStored(string name) => FamilyNames.ToStored(Configuration.ModelType, name);
}
