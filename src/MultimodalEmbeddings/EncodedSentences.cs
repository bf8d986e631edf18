using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings;

/// <summary>Embeddings of sentences as a matrix.</summary>
internal static class EncodedSentences
{
    /// <returns>[sentences, dimension].</returns>
    /// <exception cref="ArgumentException">
    /// The embeddings would not fit into one array, the encoder gives something that is no number, or a sentence is null.
    /// </exception>
    public static FeatureMatrix Encode(
        ISentenceEncoder encoder, IReadOnlyList<string> sentences, IProgress<int>? progress, CancellationToken token)
    {
        var dimension = encoder.Dimension;
        if ((long)sentences.Count * dimension > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{sentences.Count} embeddings of dimension {dimension} do not fit into one array; encode them in parts.",
                nameof(sentences));
        }

        var values = new float[sentences.Count * dimension];
        encoder.Encode(sentences, values, progress, token);
        var bad = values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        return bad < 0
            ? new FeatureMatrix(values, sentences.Count, dimension)
            : throw new ArgumentException(
                $"The encoder gave {values[bad]} in component {bad % dimension} for sentence {bad / dimension} of a call.",
                nameof(encoder));
    }
}
