// snippet: evaluation
using MultimodalEmbeddings;
using MultimodalEmbeddings.Evaluation;
// end-snippet

internal static class Evaluation
{
    public static void Run()
    {
        // snippet: evaluation
        using var encoder = SentenceEncoder.Load("models/all-MiniLM-L6-v2");

        StsReport report = new StsEvaluator(encoder).Evaluate(StsSuite.Load("data/sts"));
        Console.WriteLine(report);
        // end-snippet
    }
}
