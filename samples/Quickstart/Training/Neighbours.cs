using MultimodalEmbeddings;

namespace Quickstart.Training;

/// <summary>A small semantic search: the sentences nearest to a query by the cosine of their embeddings.</summary>
internal sealed class Neighbours
{
    private readonly ISentenceEncoder _encoder;
    private readonly IReadOnlyList<string> _sentences;
    private readonly float[][] _embeddings;   // of length 1

    public Neighbours(ISentenceEncoder encoder, IReadOnlyList<string> sentences)
    {
        _encoder = encoder;
        _sentences = sentences;
        _embeddings = [.. encoder.Encode(sentences).Select(Normalize)];
    }

    public IEnumerable<(string Sentence, float Cosine)> Of(string query, int count)
    {
        var embedding = Normalize(_encoder.Encode(query));
        return _sentences
            .Select((sentence, i) => (sentence, Dot(embedding, _embeddings[i])))
            .OrderByDescending(neighbour => neighbour.Item2)
            .Take(count);
    }

    private static float Dot(float[] first, float[] second) => first.Zip(second, (a, b) => a * b).Sum();

    private static float[] Normalize(float[] embedding)
    {
        var length = MathF.Sqrt(Dot(embedding, embedding));
        return [.. embedding.Select(value => value / length)];
    }
}
