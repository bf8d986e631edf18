namespace MultimodalEmbeddings.Evaluation;

/// <summary>From counted positions to measures.</summary>
internal static class RetrievalMeasuring
{
    /// <summary>Text to image.</summary>
    public static RetrievalMeasures OfTexts(RetrievalPairs pairs, RankCounts counts)
    {
        int[] ranks = [.. Enumerable.Range(0, pairs.Texts).Select(counts.PositionOfImage)];
        return new RetrievalMeasures(ranks, ranks.Average(rank => DiscountedGain.Of([rank], relevant: 1)));
    }

    /// <summary>Image to text.</summary>
    public static RetrievalMeasures OfImages(RetrievalPairs pairs, RankCounts counts)
    {
        var ranks = new List<int>();
        var gain = 0.0;
        for (var image = 0; image < pairs.Images; image++)
        {
            var texts = pairs.TextsOf(image);
            if (texts.Length > 0)
            {
                int[] positions = [.. counts.PositionsOfTexts(image, texts)];
                ranks.Add(positions[0]);
                gain += DiscountedGain.Of(positions, texts.Length);
            }
        }

        return new RetrievalMeasures([.. ranks], gain / ranks.Count);
    }
}
