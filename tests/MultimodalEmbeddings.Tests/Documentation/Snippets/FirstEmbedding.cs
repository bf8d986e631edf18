// snippet: first-embedding
using MultimodalEmbeddings;
// end-snippet

internal static class FirstEmbedding
{
    public static void Run()
    {
        // snippet: first-embedding
        using var encoder = SentenceEncoder.Load("models/all-MiniLM-L6-v2");

        float[] embedding = encoder.Encode("A dog catches a frisbee.");
        Console.WriteLine($"{embedding.Length} numbers: {embedding[0]:0.0000}, {embedding[1]:0.0000}, ...");

        float near = encoder.Similarity("A dog catches a frisbee.", "A puppy jumps for a flying disc.");
        float far = encoder.Similarity("A dog catches a frisbee.", "Parliament debates a new tax.");
        Console.WriteLine($"{near:0.00} and {far:0.00}");
        // end-snippet
    }
}
