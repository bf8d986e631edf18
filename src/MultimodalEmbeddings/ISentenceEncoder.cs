namespace MultimodalEmbeddings;

/// <summary>Turns sentences into embeddings: vectors whose cosine says how close two sentences are in meaning.</summary>
/// <remarks>
/// The conveniences (one sentence, an array per sentence, similarity) are in <see cref="SentenceEncoderExtensions"/>, so that an
/// implementation, a fake in a unit test for one, is these two members. Implementations may be called from many threads at once.
/// </remarks>
public interface ISentenceEncoder
{
    /// <summary>The number of floats in one embedding.</summary>
    int Dimension { get; }

    /// <summary>Encodes sentences into memory of the caller, so that a million sentences need no million arrays.</summary>
    /// <param name="sentences">The sentences, in any order and of any length; an empty sentence has an embedding too.</param>
    /// <param name="embeddings">
    /// Receives [sentences, <see cref="Dimension"/>], row by row, in the order of <paramref name="sentences"/>; exactly that
    /// long.
    /// </param>
    /// <param name="progress">Told how many sentences are done, in growing numbers.</param>
    /// <param name="cancellationToken">Checked between batches; rows written until then hold their values.</param>
    /// <exception cref="ArgumentException"><paramref name="embeddings"/> has another length, or a sentence is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    void Encode(
        IReadOnlyList<string> sentences,
        Memory<float> embeddings,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default);
}
