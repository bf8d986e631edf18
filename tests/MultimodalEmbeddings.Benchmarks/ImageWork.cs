using System.Text.Json;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>What a process that measures images is told, in a file.</summary>
/// <param name="Network">As its encoder calls it.</param>
/// <param name="Weights">Their file.</param>
/// <param name="Threads">Of libtorch, and for preparing images.</param>
/// <param name="Batch">Images that the network takes at once.</param>
/// <param name="Images">Images of a round, a multiple of <paramref name="Batch"/>.</param>
/// <param name="Sets">Image files by the name of their set, <paramref name="Images"/> in each.</param>
internal sealed record ImageWork(
    string Network, string Weights, int Threads, int Batch, int Images, IReadOnlyDictionary<string, string[]> Sets)
{
    public static ImageWork Read(string path) => JsonSerializer.Deserialize<ImageWork>(File.ReadAllText(path), Names)!;

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Names));

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);
}
