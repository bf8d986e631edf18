using System.Diagnostics.CodeAnalysis;

namespace MultimodalEmbeddings;

/// <summary>The poolings that sentence-transformers has, by its names.</summary>
internal static class PoolingNames
{
    private static readonly (string Mode, Pooling Pooling)[] Known =
    [
        ("cls", Pooling.Cls),
        ("max", Pooling.Max),
        ("mean", Pooling.Mean),
        ("mean_sqrt_len_tokens", Pooling.MeanSqrtLength),
        ("weightedmean", Pooling.WeightedMean),
        ("lasttoken", Pooling.LastToken),
    ];

    /// <param name="modes">Names that are all known.</param>
    public static IReadOnlyList<Pooling> ToPoolings(IEnumerable<string> modes) =>
        [.. modes.Select(mode => Known.Single(known => known.Mode == mode).Pooling)];

    /// <summary>The names of poolings, unless sentence-transformers lacks one of them.</summary>
    public static bool TryToModes(IReadOnlyList<Pooling> poolings, [NotNullWhen(true)] out IReadOnlyList<string>? modes)
    {
        string[] found = [.. poolings.Join(Known, pooling => pooling, known => known.Pooling, (_, known) => known.Mode)];
        modes = found.Length == poolings.Count ? found : null;
        return modes is not null;
    }
}
