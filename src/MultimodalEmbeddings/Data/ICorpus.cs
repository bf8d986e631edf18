namespace MultimodalEmbeddings.Data;

/// <summary>Data that batches are drawn from; a batch never mixes two corpora.</summary>
internal interface ICorpus
{
    /// <summary>Sentences, captions or triplets.</summary>
    int Count { get; }

    /// <summary>What it holds, by name: another corpus differs in one of these.</summary>
    IEnumerable<(string Name, string Digest)> Digests();

    /// <param name="indices">Which make the batch, in this order.</param>
    /// <param name="tokenize">From a text to its token ids.</param>
    ContrastiveBatch Batch(int[] indices, Func<string, int[]> tokenize);
}
