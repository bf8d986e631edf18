namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Keeps what it is told, in order and on the thread that tells it.</summary>
internal sealed class Recorder<T>(Action<T>? then = null) : IProgress<T>
{
    public List<T> Values { get; } = [];

    public void Report(T value)
    {
        Values.Add(value);
        then?.Invoke(value);
    }
}
