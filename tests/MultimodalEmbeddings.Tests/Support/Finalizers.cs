using System.Diagnostics;

namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Collects and finalizes without pause while something is computed again and again.</summary>
internal static class Finalizers
{
    public static void RunBeside(Action computation, TimeSpan duration)
    {
        using var end = new CancellationTokenSource();
        var collector = new Thread(() => CollectUntil(end.Token));
        collector.Start();
        try
        {
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < duration;)
            {
                computation();
            }
        }
        finally
        {
            end.Cancel();
            collector.Join();
        }
    }

    private static void CollectUntil(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
        }
    }
}
