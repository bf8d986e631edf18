namespace MultimodalEmbeddings.Tokenization;

/// <summary>A word's symbols, each at the position where it began, linked to its neighbours.</summary>
internal sealed class LinkedSymbols
{
    private const int Gone = -1;

    private readonly int[] _ids;
    private readonly int[] _next;
    private readonly int[] _previous;

    public LinkedSymbols(int[] ids)
    {
        _ids = ids;
        _next = [.. Enumerable.Range(1, ids.Length)];
        _previous = [.. Enumerable.Range(-1, ids.Length)];
    }

    /// <summary>The symbol before; negative at the beginning.</summary>
    public int Previous(int position) => _previous[position];

    /// <summary>The symbol at a position and the one behind it, if both are there.</summary>
    public bool TryPair(int position, out (int Left, int Right) pair)
    {
        var exists = position >= 0 && _ids[position] != Gone && _next[position] < _ids.Length;
        pair = exists ? (_ids[position], _ids[_next[position]]) : default;
        return exists;
    }

    public void MergeWithNext(int position, int merged)
    {
        var absorbed = _next[position];
        _ids[position] = merged;
        _ids[absorbed] = Gone;
        _next[position] = _next[absorbed];
        if (_next[position] < _ids.Length)
        {
            _previous[_next[position]] = position;
        }
    }

    public void CopyTo(List<int> ids) => ids.AddRange(_ids.Where(id => id != Gone));
}
