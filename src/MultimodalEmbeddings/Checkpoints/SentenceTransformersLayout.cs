namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// What a sentence-transformers directory adds to a checkpoint: how token embeddings become one, and the length limit.
/// </summary>
internal sealed record SentenceTransformersLayout
{
    /// <summary>"cls" (the first token's last hidden state as it is), "mean" or "max".</summary>
    public required string PoolingMode { get; init; }

    /// <summary>Whether embeddings are scaled to length 1.</summary>
    public required bool Normalize { get; init; }

    /// <summary>The most tokens of a sentence, special tokens included; null where only the model's own limit holds.</summary>
    public int? MaximumTokens { get; init; }

    /// <summary>Reads the layout of a directory, as any release of sentence-transformers since 2.0 wrote it.</summary>
    /// <returns>The layout, or null where the directory has no <c>modules.json</c>.</returns>
    /// <exception cref="CheckpointException">A file is broken, or asks for what is not supported yet.</exception>
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
    /// <exception cref="ArgumentException">
    /// A value of the layout or <paramref name="dimension"/> lies outside its range.
    /// </exception>
    public void Write(string directory, int dimension)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);

        SentenceTransformersWriter.Write(directory, this, dimension);
    }
}
