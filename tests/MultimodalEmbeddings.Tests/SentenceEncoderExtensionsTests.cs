using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

[Trait(Category.Name, Category.Unit)]
public class SentenceEncoderExtensionsTests
{
    [Fact]
    public void A_fake_encoder_is_a_few_lines_and_has_every_convenience()
    {
        ISentenceEncoder encoder = new LengthEncoder();

        Assert.Equal([3, 1], encoder.Encode("cat"));
        Assert.Equal([[3, 1], [5, 1]], encoder.Encode(["cat", "horse"]));
        Assert.Equal(16 / MathF.Sqrt(10 * 26), encoder.Similarity("cat", "horse"), 1e-6f);
    }

    [Fact]
    public void Similarity_to_a_zero_vector_is_zero() => Assert.Equal(0, new ZeroEncoder().Similarity("a", "b"));

    private sealed class LengthEncoder : ISentenceEncoder
    {
        public int Dimension => 2;

        public void Encode(IReadOnlyList<string> sentences, Memory<float> embeddings, IProgress<int>? progress, CancellationToken token)
        {
            for (var i = 0; i < sentences.Count; i++)
            {
                embeddings.Span[2 * i] = sentences[i].Length;
                embeddings.Span[(2 * i) + 1] = 1;
            }
        }
    }

    private sealed class ZeroEncoder : ISentenceEncoder
    {
        public int Dimension => 2;

        public void Encode(IReadOnlyList<string> sentences, Memory<float> embeddings, IProgress<int>? progress, CancellationToken token) =>
            embeddings.Span.Clear();
    }
}
