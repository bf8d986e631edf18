using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings;

/// <summary>Compares queries with all blocks of an index.</summary>
/// <param name="blocks">All of the same size but the last, which may be smaller.</param>
/// <param name="count">How many neighbours of each query are kept; not more than there are entries.</param>
internal sealed class NeighbourSearch(IReadOnlyList<UnitBlock> blocks, int count)
{
    private const int MaximumQueries = 128;

    // Kept neighbours of all queries that are compared at a time, in each thread.
    private const int MaximumKept = 1 << 16;

    public Neighbour[][] Find(FeatureMatrix queries, CancellationToken token)
    {
        var found = new Neighbour[queries.Rows][];
        if (count == 0)
        {
            Array.Fill(found, []);
            return found;
        }

        var atOnce = Math.Clamp(MaximumKept / count, 1, Math.Min(MaximumQueries, Math.Max(1, queries.Rows)));
        var part = new UnitBlock(atOnce, queries.Columns);
        for (var start = 0; start < queries.Rows; start += atOnce)
        {
            part.Fill(queries, start, Math.Min(atOnce, queries.Rows - start));
            Find(part, found.AsSpan(start, part.Count), token);
        }

        return found;
    }

    private void Find(UnitBlock queries, Span<Neighbour[]> found, CancellationToken token)
    {
        var nearest = Queues(queries.Count);
        var options = new ParallelOptions { CancellationToken = token };
        Parallel.For(0, blocks.Count, options, () => new Worker(queries, Queues(queries.Count)), Compare, worker =>
        {
            lock (nearest)
            {
                worker.MoveTo(nearest);
            }
        });
        for (var query = 0; query < found.Length; query++)
        {
            found[query] = nearest[query].Drain();
        }
    }

    private Worker Compare(int block, ParallelLoopState state, Worker worker)
    {
        worker.Compare(blocks[block], block * blocks[0].Count);
        return worker;
    }

    private NearestQueue[] Queues(int queries) => [.. Enumerable.Range(0, queries).Select(_ => new NearestQueue(count))];

    /// <summary>What one thread has found, and its memory for the cosines with one block.</summary>
    private sealed class Worker(UnitBlock queries, NearestQueue[] nearest)
    {
        private float[] _cosines = [];

        public void Compare(UnitBlock block, int firstIndex)
        {
            var needed = (queries.Count + 1) * block.Width;
            _cosines = _cosines.Length < needed ? new float[needed] : _cosines;
            block.Multiply(queries, _cosines);
            for (var query = 0; query < queries.Count; query++)
            {
                nearest[query].Offer(_cosines.AsSpan(query * block.Width, block.Count), firstIndex);
            }
        }

        public void MoveTo(NearestQueue[] all)
        {
            for (var query = 0; query < all.Length; query++)
            {
                all[query].Offer(nearest[query]);
            }
        }
    }
}
