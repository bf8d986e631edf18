namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Tests that measure what the process allocates run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuresMemory
{
    public const string Name = "memory";

    /// <summary>Bytes that an action allocates on all threads, whether or not they are freed again.</summary>
    internal static long Of(Action action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
