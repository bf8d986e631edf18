namespace MultimodalEmbeddings.Vision;

/// <summary>
/// Images prepared by several threads ahead of their use, never more than a given number of them, and given out in order. For
/// one thread at a time.
/// </summary>
internal sealed class PreparedImages : IDisposable
{
    private readonly IReadOnlyList<string> _paths;
    private readonly Func<string, float[]> _prepare;
    private readonly CancellationToken _cancellationToken;
    private readonly Queue<Task<float[]>> _ahead = [];
    private int _started;
    private volatile bool _isStopped;

    /// <param name="paths">Image files.</param>
    /// <param name="prepare">What makes the input of a network of one, on any thread.</param>
    /// <param name="ahead">How many images are prepared before they are asked for, at least 1.</param>
    /// <param name="cancellationToken">Checked before each image.</param>
    public PreparedImages(
        IReadOnlyList<string> paths, Func<string, float[]> prepare, int ahead, CancellationToken cancellationToken)
    {
        (_paths, _prepare, _cancellationToken) = (paths, prepare, cancellationToken);
        while (_ahead.Count < ahead && StartNext())
        {
        }
    }

    /// <summary>The next image; there must be one. What kept it from being prepared is thrown here.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public float[] Next()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var image = _ahead.Dequeue();
        StartNext();
        return image.GetAwaiter().GetResult();
    }

    /// <summary>Waits until no thread works any more.</summary>
    public void Dispose()
    {
        _isStopped = true;
        Task working = Task.WhenAll(_ahead);
        working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
    }

    private bool StartNext()
    {
        if (_started == _paths.Count)
        {
            return false;
        }

        var path = _paths[_started++];
        _ahead.Enqueue(Task.Run(() => Prepare(path)));
        return true;
    }

    private float[] Prepare(string path)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        return _isStopped ? [] : _prepare(path);
    }
}
