namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>Every kind that there is.</summary>
internal static class KindTable
{
    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        .. CheckpointKinds.All, .. LayoutKinds.All, .. TokenizerKinds.All, .. ImageKinds.All, PreprocessorKind.Kind,
        .. ImageModelKinds.All, .. FeatureKinds.All, FeatureCacheKind.Kind, .. CaptionKinds.All, .. EvaluationKinds.All,
        FrontDoor.Kind,
    ];

    /// <summary>The kinds of a comma-separated list.</summary>
    /// <exception cref="UsageException">There is no kind of such a name.</exception>
    public static IReadOnlyList<FuzzKind> Named(string list) => [.. list.Split(',').Select(Find)];

    private static FuzzKind Find(string name) =>
        name == SelfTest.Kind.Name
            ? SelfTest.Kind
            : All.FirstOrDefault(kind => kind.Name == name)
                ?? throw new UsageException($"There is no kind '{name}'; --list shows those that there are.");
}
