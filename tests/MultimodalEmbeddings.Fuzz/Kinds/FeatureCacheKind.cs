using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>
/// Features that are kept beside images: a damaged file counts as not there, which is no exception of the library's.
/// </summary>
internal static class FeatureCacheKind
{
    private const string Network = "network";
    private const int Dimension = 3;

    public static FuzzKind Kind { get; } = new("feature cache", Seeds)
    {
        Read = Read,
        Refusals = [typeof(CountsAsMissing)],
        Share = 10,
    };

    private static void Read(string folder)
    {
        var known = 0;
        new ImageFeatureCache(folder, Network, Dimension).Read((_, features) =>
            known += features.Length == Dimension && FeatureMatrix.FindNotFinite(features) is null
                ? 1
                : throw new InvalidOperationException("Features are not as many as the network has, or not finite."));
        if (known == 0)
        {
            throw new CountsAsMissing(folder);
        }
    }

    private static IEnumerable<Seed> Seeds()
    {
        var one = Written(1);
        return [new Seed("one image", one, [.. one.Keys]), new Seed("five images", Written(5), [.. Written(5).Keys])];
    }

    private static Dictionary<string, byte[]> Written(int images) => FolderContent.WrittenBy(folder =>
    {
        ImageDigest[] digests = [.. Enumerable.Range(0, images).Select(image => ImageDigest.Of([(byte)image]))];
        float[] values = [.. Enumerable.Range(0, images * Dimension).Select(value => value / 8f)];
        new ImageFeatureCache(folder, Network, Dimension).Write(digests, new FeatureMatrix(values, images, Dimension));
    });

    private sealed class CountsAsMissing(string folder) : Exception($"{folder} holds no features.");
}
