namespace MultimodalEmbeddings.Evaluation;

/// <summary>The similarity of two embeddings as SentEval takes it.</summary>
internal static class Cosine
{
    /// <returns>
    /// A number between -1 and 1: a NaN inside an embedding counts as 0, and with a zero vector the cosine is 0.
    /// </returns>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double product = 0, firstSquare = 0, secondSquare = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var x = double.IsNaN(first[i]) ? 0 : first[i];
            var y = double.IsNaN(second[i]) ? 0 : second[i];
            product += x * y;
            firstSquare += x * x;
            secondSquare += y * y;
        }

        // One root, not two: an embedding and itself give exactly 1, so that pairs of equal sentences are tied.
        var cosine = product / Math.Sqrt(firstSquare * secondSquare);
        return double.IsNaN(cosine) ? 0 : cosine;
    }
}
