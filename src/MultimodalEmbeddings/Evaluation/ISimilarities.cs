namespace MultimodalEmbeddings.Evaluation;

/// <summary>How similar texts and images are; never all of it in memory at once unless the caller has it there.</summary>
internal interface ISimilarities
{
    /// <summary>The similarity of each text and its own image, the very numbers that are in the tiles.</summary>
    float[] OfPairs(RetrievalPairs pairs, CancellationToken token);

    /// <summary>Goes through every text and image once, tile by tile.</summary>
    /// <param name="visit">
    /// Gets the tiles, maybe from many threads at once; tiles with the same images come one after another.
    /// </param>
    /// <param name="progress">Told how many texts are done, in growing numbers.</param>
    /// <param name="token">Checked between tiles.</param>
    void Visit(Action<SimilarityTile> visit, IProgress<int>? progress, CancellationToken token);
}
