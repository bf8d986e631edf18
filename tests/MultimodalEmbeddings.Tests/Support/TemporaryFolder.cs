namespace MultimodalEmbeddings.Tests.Support;

/// <summary>A fresh folder that goes with its owner.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("multimodal-embeddings-").FullName;

    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
