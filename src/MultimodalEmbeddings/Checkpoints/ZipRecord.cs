namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A record as the directory of a zip file describes it.</summary>
/// <param name="Name">Its name; never used as a path.</param>
/// <param name="HeaderStart">Where its local header begins.</param>
/// <param name="Size">The bytes of its content.</param>
/// <param name="StoredSize">The bytes that the file holds for it.</param>
internal sealed record ZipRecord(string Name, long HeaderStart, long Size, long StoredSize)
{
    public bool IsEncrypted { get; init; }

    public bool IsCompressed { get; init; }
}
