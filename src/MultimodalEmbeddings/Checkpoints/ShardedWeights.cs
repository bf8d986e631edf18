using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Weights in several files, and the index that says which tensor lies in which: <c>*.index.json</c>.</summary>
/// <remarks>
/// transformers writes <c>{"metadata": {"total_size": …}, "weight_map": {tensor: file}}</c>; the metadata is informative only.
/// </remarks>
internal static class ShardedWeights
{
    private const string MapKey = "weight_map";

    /// <param name="indexPath">The index. The files that it names lie beside it; none elsewhere is opened.</param>
    /// <exception cref="CheckpointException">
    /// The index or a file is missing or broken, or the files do not hold what the index says.
    /// </exception>
    public static StateDictionary Open(string indexPath)
    {
        var map = ReadMap(indexPath);
        var shards = new Dictionary<string, StateDictionary>(StringComparer.Ordinal);
        try
        {
            foreach (var shard in map.Values.Distinct(StringComparer.Ordinal))
            {
                shards.Add(shard, StateDictionary.Open(PathOf(indexPath, shard)));
            }

            RequireOnePlaceEach(indexPath, map, shards);
            var tensors = map.ToDictionary(
                pair => pair.Key, pair => FindIn(shards[pair.Value], indexPath, pair.Key), StringComparer.Ordinal);
            return new StateDictionary(indexPath, tensors, [.. shards.Values]);
        }
        catch (CheckpointException)
        {
            Array.ForEach([.. shards.Values], shard => shard.Dispose());
            throw;
        }
    }

    private static Dictionary<string, string> ReadMap(string indexPath)
    {
        if (!JsonFields.Read(indexPath).TryGet(MapKey, out var json) || json.ValueKind != JsonValueKind.Object)
        {
            throw Broken(indexPath, $"must hold an object under {MapKey}, with the file of each tensor");
        }

        var map = json.EnumerateObject().ToDictionary(
            field => field.Name, field => JsonFields.TextOf(indexPath, field.Name, field.Value), StringComparer.Ordinal);
        return map.Count > 0 ? map : throw Broken(indexPath, $"names no tensor under {MapKey}");
    }

    private static string PathOf(string indexPath, string shard)
    {
        var isPlainName = shard.Length > 0 && shard is not ("." or "..") && shard.AsSpan().IndexOfAny(@"/\:") < 0
            && !shard.Any(char.IsControl);
        return isPlainName
            ? Path.Combine(Path.GetDirectoryName(indexPath) ?? "", shard)
            : throw Broken(indexPath, $"names the file '{PickleInput.Shown(shard)}', which is no file beside it");
    }

    private static void RequireOnePlaceEach(
        string indexPath, Dictionary<string, string> map, Dictionary<string, StateDictionary> shards)
    {
        foreach (var (shard, content) in shards)
        {
            if (content.Tensors.Keys.FirstOrDefault(name => map.TryGetValue(name, out var place) && place != shard) is { } name)
            {
                throw Broken(indexPath, $"says that {name} lies in {map[name]}, but {shard} holds it too");
            }
        }
    }

    private static CheckpointTensor FindIn(StateDictionary shard, string indexPath, string name) =>
        shard.Tensors.TryGetValue(name, out var tensor)
            ? tensor
            : throw Broken(indexPath, $"says that {name} lies in {Path.GetFileName(shard.FilePath)}, which does not hold it");

    private static CheckpointException Broken(string indexPath, string fault) =>
        new(indexPath, $"{fault}. Fetch the index and its files again.");
}
