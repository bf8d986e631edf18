// snippet: many-sentences
using MultimodalEmbeddings;
using MultimodalEmbeddings.Data;
// end-snippet

internal static class ManySentences
{
    public static float[] Run()
    {
        // snippet: many-sentences
        using var encoder = SentenceEncoder.From("models/bert-base-uncased")
            .WithPooling(Pooling.Mean)
            .WithMaximumTokens(64)
            .WithNormalization()
            .Build();

        string[] sentences = [.. TextLines.Read("data/sentences.txt")];
        var embeddings = new float[sentences.Length * encoder.Dimension]; // [sentences, dimension], row i for sentence i
        encoder.Encode(sentences, embeddings);
        // end-snippet
        return embeddings;
    }
}
