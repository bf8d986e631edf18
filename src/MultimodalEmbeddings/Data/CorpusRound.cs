namespace MultimodalEmbeddings.Data;

/// <summary>
/// The order in which the corpora of one kind take turns: as many turns for each as it has batches, spread evenly, then anew.
/// </summary>
/// <remarks>
/// The turn goes to the corpus that is furthest behind its share of the turns so far, the earlier one of equals. With corpora of
/// 4, 2 and 1 batches: 0 1 0 2 0 1 0.
/// </remarks>
internal sealed class CorpusRound
{
    private readonly int[] _turns;

    /// <param name="counts">Sentences of each corpus.</param>
    /// <param name="batchSize">Sentences in a batch.</param>
    public CorpusRound(IReadOnlyList<int> counts, int batchSize)
    {
        int[] batches = [.. counts.Select(count => BatchSampler.BatchesPerPass(count, batchSize))];
        _turns = new int[BatchesOf(counts, batchSize)];
        var behind = new long[batches.Length]; // share − turns, in units of 1 / all batches
        for (var turn = 0; turn < _turns.Length; turn++)
        {
            _turns[turn] = Next(batches, behind);
            behind[_turns[turn]] -= _turns.Length;
        }
    }

    /// <summary>The batches of one pass through all corpora.</summary>
    public int Batches => _turns.Length;

    /// <summary>The corpus whose turn it is.</summary>
    public int this[int turn] => _turns[turn % _turns.Length];

    /// <inheritdoc cref="Batches"/>
    public static int BatchesOf(IReadOnlyList<int> counts, int batchSize) =>
        counts.Sum(count => BatchSampler.BatchesPerPass(count, batchSize));

    private static int Next(int[] batches, long[] behind)
    {
        var next = 0;
        for (var corpus = 0; corpus < batches.Length; corpus++)
        {
            behind[corpus] += batches[corpus];
            next = behind[corpus] > behind[next] ? corpus : next;
        }

        return next;
    }
}
