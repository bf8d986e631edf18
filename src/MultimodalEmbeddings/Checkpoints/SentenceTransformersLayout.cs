namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// What a sentence-transformers directory adds to a checkpoint: what becomes of a sentence before it is tokenised, and how token
/// embeddings become one.
/// </summary>
internal sealed record SentenceTransformersLayout
{
    /// <summary>Where the checkpoint and its tokenizer lie in the directory; empty for the directory itself.</summary>
    public string TransformerFolder { get; init; } = "";

    /// <summary>How token embeddings become one; several are joined end to end.</summary>
    public required PoolingSettings TokenPooling { get; init; }

    /// <summary>Dense modules behind the pooling, in their order.</summary>
    public IReadOnlyList<DenseWeights> Dense { get; init; } = [];

    /// <summary>Whether embeddings are scaled to length 1 at the end.</summary>
    public required bool Normalize { get; init; }

    /// <summary>The token limit, and whether sentences are lower-cased.</summary>
    public TextSettings Text { get; init; } = new();

    /// <summary>Prompts, and the similarity that the model was made for.</summary>
    public SentenceSettings Settings { get; init; } = new();

    /// <summary>Reads the layout of a directory, as any release of sentence-transformers wrote it.</summary>
    /// <returns>The layout, or null where the directory has no <c>modules.json</c>.</returns>
    /// <exception cref="CheckpointException">A file is broken, or asks for what is not supported.</exception>
    public static SentenceTransformersLayout? Read(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);

        var modulesFile = Path.Combine(directory, SentenceTransformersFiles.Modules);
        return File.Exists(modulesFile) ? SentenceTransformersReader.Read(directory, modulesFile) : null;
    }

    /// <summary>
    /// Writes the layout beside a checkpoint's own files, in the form that releases 2 to 6 of sentence-transformers read.
    /// </summary>
    /// <param name="directory">An existing directory; files of an earlier layout in it are replaced.</param>
    /// <param name="dimension">The model's hidden size.</param>
    /// <returns>The files that were written, relative to the directory, and folders with a slash behind them.</returns>
    /// <exception cref="ArgumentException">
    /// A value of the layout or <paramref name="dimension"/> lies outside its range.
    /// </exception>
    public IReadOnlyList<string> Write(string directory, int dimension)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);

        return SentenceTransformersWriter.Write(directory, this, dimension);
    }
}
