using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MultimodalEmbeddings;

/// <summary>Works on batches, several at the same time; the first fault is thrown as it is.</summary>
internal static class ParallelBatches
{
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static void Run(IReadOnlyList<int[]> batches, int threads, Action<int[]> work, CancellationToken cancellationToken)
    {
        if (threads == 1 || batches.Count == 1)
        {
            foreach (var batch in batches)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(batch);
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(Partitioner.Create(batches, EnumerablePartitionerOptions.NoBuffering), options, work);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
