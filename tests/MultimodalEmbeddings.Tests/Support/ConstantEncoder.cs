namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Gives every sentence the same embedding, whatever it is.</summary>
internal sealed class ConstantEncoder(params float[] embedding) : ISentenceEncoder
{
    public int Dimension => embedding.Length;

    public void Encode(
        IReadOnlyList<string> sentences, Memory<float> embeddings, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            embedding.CopyTo(embeddings[(i * Dimension)..]);
        }
    }
}
