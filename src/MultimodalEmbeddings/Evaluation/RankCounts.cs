using System.Numerics;
using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Counts, for the relevant items of every query, how many items are at least as similar; ranks follow from that, and no list is
/// ever sorted.
/// </summary>
/// <remarks>
/// A text has one relevant image. An image has any number of relevant texts, and the ten most similar are enough: behind ten
/// relevant ones no position is among the first ten.
/// </remarks>
internal sealed class RankCounts
{
    private readonly float[] _ofText;   // [texts]: the similarity of each text and its image
    private readonly int[] _images;     // [texts]: images at least as similar
    private readonly float[][] _best;   // [levels][images]: the similarities of an image's best texts, falling, then NaN
    private readonly int[][] _texts;    // [levels][images]: texts at least as similar; none is to NaN

    /// <param name="pairs">What is relevant.</param>
    /// <param name="ofText">The similarity of each text and its image, to the bit as in the tiles.</param>
    public RankCounts(RetrievalPairs pairs, float[] ofText)
    {
        _ofText = ofText;
        _images = new int[pairs.Texts];
        var sizes = Enumerable.Range(0, pairs.Images).Select(image => pairs.TextsOf(image).Length);
        var levels = Math.Min(DiscountedGain.Depth, sizes.Max());
        var padded = checked(pairs.Images + SimilarityTile.MaximumImages);
        _best = [.. Enumerable.Range(0, levels).Select(_ => Enumerable.Repeat(float.NaN, padded).ToArray())];
        _texts = [.. Enumerable.Range(0, levels).Select(_ => new int[padded])];
        for (var image = 0; image < pairs.Images; image++)
        {
            var similarities = Falling(pairs.TextsOf(image));
            for (var level = 0; level < Math.Min(levels, similarities.Length); level++)
            {
                _best[level][image] = similarities[level];
            }
        }
    }

    /// <summary>Counts a tile. Safe for calls from many threads with tiles of different images.</summary>
    public void Add(SimilarityTile tile)
    {
        for (var row = 0; row < tile.Texts; row++)
        {
            var count = CountAtLeast(tile.Row(row)[..tile.Images], _ofText[tile.FirstText + row]);
            Interlocked.Add(ref _images[tile.FirstText + row], count);
        }

        var (first, length) = (tile.FirstImage, tile.Stride);
        for (var level = 0; level < _best.Length; level++)
        {
            CountTexts(tile, _best[level].AsSpan(first, length), _texts[level].AsSpan(first, length));
        }
    }

    /// <summary>The position of a text's image among all images.</summary>
    public int PositionOfImage(int text) => _images[text];

    /// <summary>The positions of the best ten of an image's texts among all texts, rising.</summary>
    public IEnumerable<int> PositionsOfTexts(int image, ReadOnlySpan<int> texts)
    {
        var similarities = Falling(texts);
        return Enumerable.Range(0, Math.Min(_best.Length, similarities.Length)).Select(level =>
            level + 1 + _texts[level][image] - similarities.Count(similarity => similarity >= similarities[level]));
    }

    private float[] Falling(ReadOnlySpan<int> texts)
    {
        var similarities = new float[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            similarities[i] = _ofText[texts[i]];
        }

        Array.Sort(similarities, (x, y) => y.CompareTo(x));
        return similarities;
    }

    private static int CountAtLeast(ReadOnlySpan<float> similarities, float least)
    {
        var parts = MemoryMarshal.Cast<float, Vector<float>>(similarities);
        var counts = Vector<int>.Zero;
        foreach (var part in parts)
        {
            counts -= Vector.GreaterThanOrEqual(part, new Vector<float>(least));   // -1 where it is
        }

        var count = Vector.Sum(counts);
        foreach (var similarity in similarities[(parts.Length * Vector<float>.Count)..])
        {
            count += similarity >= least ? 1 : 0;
        }

        return count;
    }

    private static void CountTexts(SimilarityTile tile, ReadOnlySpan<float> least, Span<int> counts)
    {
        var values = MemoryMarshal.Cast<float, Vector<float>>(tile.Values);
        var leastParts = MemoryMarshal.Cast<float, Vector<float>>(least);
        var countParts = MemoryMarshal.Cast<int, Vector<int>>(counts);
        for (var column = 0; column < leastParts.Length; column++)
        {
            var sum = Vector<int>.Zero;
            for (var row = 0; row < tile.Texts; row++)
            {
                sum -= Vector.GreaterThanOrEqual(values[(row * leastParts.Length) + column], leastParts[column]);
            }

            countParts[column] += sum;
        }
    }
}
