namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>What an input may cost.</summary>
internal static class Limits
{
    /// <summary>Of the process's own time, so that a loaded machine makes no hang.</summary>
    public static readonly TimeSpan ProcessorTime = TimeSpan.FromSeconds(2);

    /// <summary>In bytes, beyond the length of the input's files.</summary>
    public const long Memory = 64 << 20;

    /// <summary>
    /// The heap of a worker, in bytes: what asks for more than there is runs out of memory instead of taking the machine's.
    /// </summary>
    public const long Heap = 512 << 20;
}
