namespace MultimodalEmbeddings.Tokenization;

/// <summary>Merges neighbours in n log n steps, the earliest merge of the list first, of equal ones the leftmost.</summary>
/// <remarks>
/// Sennrich et al. 2016, section 3.2. A queue holds the pairs that can merge; those that another merge used up are skipped.
/// </remarks>
internal sealed class PairMerger
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Merged)> _merges = [];

    /// <param name="vocabulary">Tokens and their ids.</param>
    /// <param name="merges"><c>"left right"</c>, the first merges first; all tokens in them are in the vocabulary.</param>
    public PairMerger(IReadOnlyDictionary<string, int> vocabulary, IEnumerable<string> merges)
    {
        foreach (var merge in merges)
        {
            var space = merge.IndexOf(' ', StringComparison.Ordinal);
            var (left, right) = (merge[..space], merge[(space + 1)..]);
            _merges.Add((vocabulary[left], vocabulary[right]), (_merges.Count, vocabulary[left + right]));
        }
    }

    /// <param name="symbols">The ids of the single symbols; is used as working space.</param>
    /// <param name="ids">Gets what is left after all merges.</param>
    public void Merge(int[] symbols, List<int> ids)
    {
        var word = new LinkedSymbols(symbols);
        var queue = new PriorityQueue<(int Position, int Merged), (int Rank, int Position)>(symbols.Length);
        for (var position = 0; position < symbols.Length; position++)
        {
            Enqueue(queue, word, position);
        }

        while (queue.TryDequeue(out var candidate, out _))
        {
            if (Find(word, candidate.Position) is { } pair && pair.Merged == candidate.Merged)
            {
                word.MergeWithNext(candidate.Position, pair.Merged);
                Enqueue(queue, word, word.Previous(candidate.Position));
                Enqueue(queue, word, candidate.Position);
            }
        }

        word.CopyTo(ids);
    }

    private void Enqueue(PriorityQueue<(int, int), (int, int)> queue, LinkedSymbols word, int position)
    {
        if (Find(word, position) is { } pair)
        {
            queue.Enqueue((position, pair.Merged), (pair.Rank, position));
        }
    }

    private (int Rank, int Merged)? Find(LinkedSymbols word, int position) =>
        word.TryPair(position, out var pair) && _merges.TryGetValue(pair, out var merge) ? merge : null;
}
