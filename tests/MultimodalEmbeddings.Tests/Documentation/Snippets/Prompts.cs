// snippet: prompts
using MultimodalEmbeddings;
// end-snippet

internal static class Prompts
{
    public static float[][] Run()
    {
        string[] documents = ["red dog runs", "green bird sings"];

        // snippet: prompts
        using var encoder = SentenceEncoder.From("models/bert-base-uncased")
            .WithPooling(Pooling.Mean)
            .AddPrompt("query", "query: ")      // a model made for retrieval brings its own: encoder.Prompts
            .AddPrompt("passage", "passage: ")
            .Build();

        ISentenceEncoder queries = encoder.WithPrompt("query"), passages = encoder.WithPrompt("passage");
        float[] query = queries.Encode("which animal sings?");
        float[][] found = passages.Encode(documents);
        // end-snippet
        return [query, .. found];
    }
}
