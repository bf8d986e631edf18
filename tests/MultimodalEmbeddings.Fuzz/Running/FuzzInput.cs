using MultimodalEmbeddings.Fuzz.Kinds;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>One input of a run.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Kind">What reads it.</param>
/// <param name="Seed">The name of what was damaged.</param>
/// <param name="Files">Its files' contents, by path in its folder.</param>
/// <param name="Journal">What was done, file by file.</param>
internal sealed record FuzzInput(
    long Index, FuzzKind Kind, string Seed, IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<string> Journal)
{
    /// <summary>In bytes, of all files together.</summary>
    public long Length => Files.Values.Sum(file => (long)file.Length);
}
