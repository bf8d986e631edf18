using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>Cosines of text and image vectors, computed when they are asked for.</summary>
/// <remarks>
/// A strip of texts is compared with blocks of images, which are shared out over the processors. Vectors are brought to length 1
/// block by block: that costs less than a tenth of the products, and saves a copy of everything.
/// </remarks>
internal sealed class CosineSimilarities(FeatureMatrix texts, FeatureMatrix images) : ISimilarities
{
    public float[] OfPairs(RetrievalPairs pairs, CancellationToken token)
    {
        var similarities = new float[texts.Rows];
        var options = new ParallelOptions { CancellationToken = token };
        Parallel.For(0, texts.Rows, options, () => new Pair(texts.Columns), (text, _, pair) =>
        {
            similarities[text] = pair.Cosine(texts.Row(text), images.Row(pairs.ImageOf(text)));
            return pair;
        }, _ => { });
        return similarities;
    }

    public void Visit(Action<SimilarityTile> visit, IProgress<int>? progress, CancellationToken token)
    {
        var strip = new UnitBlock(SimilarityTile.MaximumTexts, texts.Columns);
        for (var start = 0; start < texts.Rows; start += SimilarityTile.MaximumTexts)
        {
            strip.Fill(texts, start, Math.Min(SimilarityTile.MaximumTexts, texts.Rows - start));
            Visit(strip, start, visit, token);
            progress?.Report(start + strip.Count);
        }
    }

    private void Visit(UnitBlock strip, int firstText, Action<SimilarityTile> visit, CancellationToken token)
    {
        var blocks = (images.Rows + SimilarityTile.MaximumImages - 1) / SimilarityTile.MaximumImages;
        var options = new ParallelOptions { CancellationToken = token };
        Parallel.For(0, blocks, options, () => new Scratch(images.Columns), (block, _, scratch) =>
        {
            var start = block * SimilarityTile.MaximumImages;
            scratch.Images.Fill(images, start, Math.Min(SimilarityTile.MaximumImages, images.Rows - start));
            scratch.Tile.Place(firstText, strip.Count, start, scratch.Images.Count);
            scratch.Images.Multiply(strip, scratch.Tile.Values);
            visit(scratch.Tile);
            return scratch;
        }, _ => { });
    }

    /// <summary>One thread's memory.</summary>
    private sealed class Scratch(int dimension)
    {
        public UnitBlock Images { get; } = new(SimilarityTile.MaximumImages, dimension);

        public SimilarityTile Tile { get; } = new();
    }

    /// <summary>One thread's memory for single cosines, computed as the tiles' are, to the last bit.</summary>
    private sealed class Pair(int dimension)
    {
        private readonly UnitBlock _text = new(1, dimension);
        private readonly UnitBlock _image = new(1, dimension);
        private readonly float[] _cosines = new float[2 * SimilarityTile.MaximumImages];

        public float Cosine(ReadOnlySpan<float> text, ReadOnlySpan<float> image)
        {
            _text.Fill(text);
            _image.Fill(image);
            _image.Multiply(_text, _cosines);
            return _cosines[0];
        }
    }
}
