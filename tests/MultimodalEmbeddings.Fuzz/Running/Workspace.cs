namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>A private folder for inputs, in memory where the system has such a place; gone with its owner.</summary>
internal sealed class Workspace : IDisposable
{
    private const string InMemory = "/dev/shm";

    public string FullName { get; } = Directory.Exists(InMemory)
        ? Directory.CreateDirectory(Path.Combine(InMemory, $"multimodal-embeddings-fuzz-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("multimodal-embeddings-fuzz-").FullName;

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
