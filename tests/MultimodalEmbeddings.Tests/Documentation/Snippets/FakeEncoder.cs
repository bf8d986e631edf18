// snippet: fake-encoder
using MultimodalEmbeddings;

internal sealed class FakeEncoder : ISentenceEncoder
{
    public int Dimension => 2;

    public void Encode(
        IReadOnlyList<string> sentences, Memory<float> embeddings, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            embeddings.Span[2 * i] = sentences[i].Length;
            embeddings.Span[(2 * i) + 1] = 1;
        }
    }
}
// end-snippet
