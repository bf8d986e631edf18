using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Features;

/// <summary>Which of a file's arrays the features are.</summary>
internal static class DatasetName
{
    /// <summary>What MCSE calls them, and what is looked for where no name is given.</summary>
    public const string Default = "features";

    private const int MaximumShown = 8;
    private const int MaximumShownLength = 80;

    /// <param name="filePath">For messages.</param>
    /// <param name="asked">The name; null for <see cref="Default"/> or, where nothing is called so, the only array.</param>
    /// <param name="names">What the file holds.</param>
    /// <exception cref="CheckpointException">The name is not among them, or it is not clear which is meant.</exception>
    public static string Choose(string filePath, string? asked, IReadOnlyList<string> names)
    {
        if (names.Contains(asked ?? Default, StringComparer.Ordinal))
        {
            return asked ?? Default;
        }

        return asked is null && names is [var only] ? only : throw Missing(filePath, asked, names);
    }

    public static CheckpointException Missing(string filePath, string? asked, IReadOnlyList<string> names)
    {
        var shown = string.Join(", ", names.Take(MaximumShown).Select(Shown));
        var found = names.Count == 0 ? "no array" : $"{shown}{(names.Count > MaximumShown ? ", …" : "")}";
        return new CheckpointException(
            filePath,
            $"must hold one matrix of features [images, features] under the name {Shown(asked ?? Default)}; it holds {found}."
            + (names.Count == 0 ? "" : " Give the name of the one to read."));
    }

    public static string Shown(string name) => name.Length <= MaximumShownLength ? name : name[..MaximumShownLength] + "…";
}
