using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>Random similarities with a truth.</summary>
/// <param name="Values">[texts, images].</param>
/// <param name="Images">The number of images.</param>
/// <param name="ImageOfText">The image of each text.</param>
internal sealed record RetrievalCase(float[] Values, int Images, int[] ImageOfText)
{
    public int Texts => ImageOfText.Length;

    /// <param name="random">Makes it.</param>
    /// <param name="texts">Their number.</param>
    /// <param name="images">Their number; some may have no text.</param>
    /// <param name="values">Similarities are so many different numbers: few make many ties.</param>
    public static RetrievalCase Draw(Random random, int texts, int images, int values)
    {
        int[] imageOfText = [.. Enumerable.Range(0, texts).Select(_ => random.Next(images))];
        float[] similarities = [.. Enumerable.Range(0, texts * images).Select(_ => random.Next(values) - (values / 3f))];
        return new(similarities, images, imageOfText);
    }

    public RetrievalReport Evaluate() => RetrievalEvaluator.EvaluateSimilarities(Values, Images, ImageOfText);

    public void Check(RetrievalReport report)
    {
        RetrievalOracle.Of((text, image) => Of(text, image), IsPair, Texts, Images).Equal(report.TextToImage);
        RetrievalOracle.Of((image, text) => Of(text, image), (image, text) => IsPair(text, image), Images, Texts)
            .Equal(report.ImageToText);
    }

    /// <summary>The same case with texts and images in another order.</summary>
    /// <param name="texts">Which text comes where.</param>
    /// <param name="images">Which image comes where.</param>
    public RetrievalCase Permuted(int[] texts, int[] images) => new(
        [.. texts.SelectMany(_ => images, Of)], Images, [.. texts.Select(text => Array.IndexOf(images, ImageOfText[text]))]);

    private float Of(int text, int image) => Values[(text * Images) + image];

    private bool IsPair(int text, int image) => ImageOfText[text] == image;
}
