namespace MultimodalEmbeddings.Evaluation;

/// <summary>Similarities that somebody else has computed.</summary>
/// <param name="values">[texts, <paramref name="images"/>], none of them NaN.</param>
/// <param name="images">The number of images.</param>
internal sealed class GivenSimilarities(ReadOnlyMemory<float> values, int images) : ISimilarities
{
    private readonly int _texts = values.Length / images;

    public float[] OfPairs(RetrievalPairs pairs, CancellationToken token) =>
        [.. Enumerable.Range(0, _texts).Select(text => values.Span[(text * images) + pairs.ImageOf(text)])];

    public void Visit(Action<SimilarityTile> visit, IProgress<int>? progress, CancellationToken token)
    {
        var tile = new SimilarityTile();
        for (var text = 0; text < _texts; text += SimilarityTile.MaximumTexts)
        {
            var texts = Math.Min(SimilarityTile.MaximumTexts, _texts - text);
            for (var image = 0; image < images; image += SimilarityTile.MaximumImages)
            {
                token.ThrowIfCancellationRequested();
                tile.Place(text, texts, image, Math.Min(SimilarityTile.MaximumImages, images - image));
                Copy(tile);
                visit(tile);
            }

            progress?.Report(text + texts);
        }
    }

    private void Copy(SimilarityTile tile)
    {
        for (var row = 0; row < tile.Texts; row++)
        {
            values.Span.Slice(((tile.FirstText + row) * images) + tile.FirstImage, tile.Images).CopyTo(tile.Row(row));
        }
    }
}
