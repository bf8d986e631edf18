namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// The toy encoder of the golden values: component k (0 to 25) is how often the letter 'a' + k occurs, component 26 is 1.
/// Its numbers are small integers, so single precision holds them exactly.
/// </summary>
internal sealed class LetterEncoder : ISentenceEncoder
{
    private const int Letters = 26;

    public int Dimension => Letters + 1;

    /// <summary>Every sentence it was asked to encode, call by call.</summary>
    public List<string[]> Calls { get; } = [];

    public void Encode(
        IReadOnlyList<string> sentences,
        Memory<float> embeddings,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls.Add([.. sentences]);
        for (var i = 0; i < sentences.Count; i++)
        {
            var row = embeddings.Span.Slice(i * Dimension, Dimension);
            row.Clear();
            row[Letters] = 1;
            foreach (var letter in sentences[i].Where(char.IsAsciiLetterLower))
            {
                row[letter - 'a']++;
            }
        }

        progress?.Report(sentences.Count);
    }
}
