namespace MultimodalEmbeddings;

/// <summary>Tells of sentences that are done, in growing numbers, whichever thread does them.</summary>
/// <param name="progress">Who is told; null for nobody.</param>
/// <param name="done">Done before.</param>
internal sealed class CountedProgress(IProgress<int>? progress, int done)
{
    private readonly Lock _lock = new();
    private int _done = done;

    public void Add(int count)
    {
        lock (_lock)
        {
            progress?.Report(_done += count);
        }
    }
}
