namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>What inputs are made of: the files of one folder, valid where the program made them.</summary>
/// <param name="Name">Says where it comes from.</param>
/// <param name="Files">Contents by path in the folder, as in <c>1_Pooling/config.json</c>.</param>
/// <param name="Damaged">The files that mutations may hit, at least one.</param>
internal sealed record Seed(string Name, IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<string> Damaged)
{
    /// <summary>Whether the program made it, so that it has to be read; a file of the reference folder may be hostile.</summary>
    public bool IsGenerated { get; init; } = true;

    public static Seed Of(string name, string file, byte[] content) =>
        new(name, new Dictionary<string, byte[]> { [file] = content }, [file]);
}
