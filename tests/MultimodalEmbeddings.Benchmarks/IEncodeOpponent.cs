namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Another engine that makes embeddings of token ids, in its best setting.</summary>
internal interface IEncodeOpponent : IDisposable
{
    /// <summary>What tables call it.</summary>
    string Name { get; }

    /// <param name="tokenIds">Token ids of each sentence, special tokens included, in any order of length.</param>
    /// <param name="embeddings">Receives [sentences · dimension], in the sentences' order.</param>
    void Encode(int[][] tokenIds, float[] embeddings);
}
