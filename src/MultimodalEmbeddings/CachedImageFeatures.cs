using System.Runtime.ExceptionServices;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings;

/// <summary>Encodes the images that no cache knows, and keeps their features.</summary>
/// <param name="encoder">Encodes them.</param>
/// <param name="paths">Image files.</param>
/// <param name="progress">Told how many are done.</param>
/// <param name="cancellationToken">Checked between images.</param>
internal sealed class CachedImageFeatures(
    ImageEncoder encoder, IReadOnlyList<string> paths, IProgress<int>? progress, CancellationToken cancellationToken)
{
    private const string FolderName = ".image-features";

    private readonly float[] _features = new float[checked(paths.Count * encoder.Dimension)];
    private int _done;

    /// <returns>[paths, dimension].</returns>
    public FeatureMatrix Encode()
    {
        var digests = Digests();
        foreach (var folder in Enumerable.Range(0, paths.Count).GroupBy(index => FolderOf(paths[index])))
        {
            var cache = new ImageFeatureCache(folder.Key, encoder.Identity, encoder.Dimension);
            Encode(cache, folder.ToLookup(index => digests[index]));
        }

        return new FeatureMatrix(_features, paths.Count, encoder.Dimension);
    }

    private ImageDigest[] Digests()
    {
        var digests = new ImageDigest[paths.Count];
        var options = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        try
        {
            Parallel.For(0, paths.Count, options, index => digests[index] = ImageDigest.OfFile(paths[index]));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return digests;
    }

    private string FolderOf(string path) =>
        encoder.FeatureFolder ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, FolderName);

    private void Encode(ImageFeatureCache cache, ILookup<ImageDigest, int> images)
    {
        var missing = images.Select(image => image.Key).ToHashSet();
        cache.Read((digest, features) =>
        {
            if (missing.Remove(digest))
            {
                Fill(images[digest], features);
            }
        });
        progress?.Report(_done);
        foreach (var part in images.Select(image => image.Key).Where(missing.Contains).Chunk(ImageFeatureCache.FileRows).ToArray())
        {
            Encode(part, cache, images);
        }
    }

    private void Encode(ImageDigest[] part, ImageFeatureCache cache, ILookup<ImageDigest, int> images)
    {
        string[] files = [.. part.Select(digest => paths[images[digest].First()])];
        var features = encoder.Encode(files, Within(_done), cancellationToken);
        cache.Write(part, features);
        for (var row = 0; row < part.Length; row++)
        {
            Fill(images[part[row]], features.Row(row));
        }

        progress?.Report(_done);
    }

    private void Fill(IEnumerable<int> rows, ReadOnlySpan<float> features)
    {
        foreach (var row in rows)
        {
            features.CopyTo(_features.AsSpan(row * encoder.Dimension));
            _done++;
        }
    }

    private Shifted? Within(int before) => progress is null ? null : new Shifted(progress, before);

    private sealed class Shifted(IProgress<int> whole, int before) : IProgress<int>
    {
        public void Report(int value) => whole.Report(before + value);
    }
}
