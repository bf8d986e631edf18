namespace MultimodalEmbeddings.Evaluation;

/// <summary>Normalized discounted cumulative gain over the first ten items: nDCG@10. Järvelin and Kekäläinen 2002.</summary>
internal static class DiscountedGain
{
    /// <summary>Only so many of the first items count.</summary>
    public const int Depth = 10;

    /// <param name="positions">Positions of the relevant items, counted from 1, rising; those beyond ten may be left out.</param>
    /// <param name="relevant">How many items are relevant, at least 1.</param>
    /// <returns>The gain over the best possible one, between 0 and 1.</returns>
    public static double Of(IEnumerable<int> positions, int relevant) =>
        positions.Where(position => position <= Depth).Sum(Gain) / Enumerable.Range(1, Math.Min(Depth, relevant)).Sum(Gain);

    private static double Gain(int position) => 1 / Math.Log2(1 + position);
}
