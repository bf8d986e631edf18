using System.Numerics;
using System.Runtime.InteropServices;

namespace MultimodalEmbeddings;

/// <summary>The nearest entries among those offered until now; of equal scores the one with the lower index is nearer.</summary>
/// <param name="capacity">How many are kept, at least 1.</param>
internal sealed class NearestQueue(int capacity)
{
    private static readonly Comparer<Neighbour> FarthestFirst = Comparer<Neighbour>.Create((x, y) =>
        x.Score != y.Score ? x.Score.CompareTo(y.Score) : y.Index.CompareTo(x.Index));

    private readonly PriorityQueue<Neighbour, Neighbour> _kept = new(FarthestFirst);
    private float _leastScore = float.NegativeInfinity;

    /// <summary>Offers entries with one index after another.</summary>
    /// <param name="scores">Their cosines.</param>
    /// <param name="firstIndex">The index of the first.</param>
    public void Offer(ReadOnlySpan<float> scores, int firstIndex)
    {
        var parts = MemoryMarshal.Cast<float, Vector<float>>(scores);
        for (var part = 0; part < parts.Length; part++)
        {
            // After a few blocks hardly a score is good enough, so they are looked at many at a time.
            if (Vector.GreaterThanOrEqualAny(parts[part], new Vector<float>(_leastScore)))
            {
                var start = part * Vector<float>.Count;
                OfferEach(scores.Slice(start, Vector<float>.Count), firstIndex + start);
            }
        }

        var rest = parts.Length * Vector<float>.Count;
        OfferEach(scores[rest..], firstIndex + rest);
    }

    /// <summary>Offers what another queue has kept.</summary>
    public void Offer(NearestQueue other)
    {
        foreach (var (neighbour, _) in other._kept.UnorderedItems)
        {
            Offer(neighbour);
        }
    }

    /// <summary>Empties the queue.</summary>
    /// <returns>What was kept, the nearest first.</returns>
    public Neighbour[] Drain()
    {
        var nearest = new Neighbour[_kept.Count];
        while (_kept.TryDequeue(out var neighbour, out _))
        {
            nearest[_kept.Count] = neighbour;
        }

        _leastScore = float.NegativeInfinity;
        return nearest;
    }

    private void OfferEach(ReadOnlySpan<float> scores, int firstIndex)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] >= _leastScore)
            {
                // Rounding takes the cosine of an embedding and itself a little beyond 1.
                Offer(new Neighbour(firstIndex + i, Math.Clamp(scores[i], -1, 1)));
            }
        }
    }

    private void Offer(Neighbour neighbour)
    {
        if (_kept.Count < capacity)
        {
            _kept.Enqueue(neighbour, neighbour);
        }
        else
        {
            _kept.EnqueueDequeue(neighbour, neighbour);
        }

        if (_kept.Count == capacity)
        {
            _leastScore = _kept.Peek().Score;
        }
    }
}
