namespace MultimodalEmbeddings.Evaluation;

/// <summary>Accuracies as SentEval computes and rounds them; a choice between candidates depends on the last digit.</summary>
internal static class TransferAccuracy
{
    /// <summary>A fraction in per cent: <c>round(100 * fraction, 2)</c> of a Python number.</summary>
    public static double Percent(double fraction) => PrintedNumber.Round(100 * fraction, 2);

    /// <summary>The mean of fractions in per cent: <c>round(100 * np.mean(fractions), 2)</c>.</summary>
    public static double MeanPercent(IEnumerable<double> fractions) => RoundAsNumPy(100 * fractions.Average());

    /// <summary>The mean of accuracies in per cent: <c>round(np.mean(percents), 2)</c>.</summary>
    public static double Mean(IEnumerable<double> percents) => RoundAsNumPy(percents.Average());

    /// <summary>The F1 score of class 1, a fraction; 0 where neither a label nor a prediction is 1.</summary>
    public static double F1(int[] labels, int[] predicted)
    {
        var found = labels.Zip(predicted).Count(pair => pair is (1, 1));
        return 2.0 * found / Math.Max(1, labels.Count(label => label == 1) + predicted.Count(label => label == 1));
    }

    // NumPy rounds the product, not the exact value as Python does.
    private static double RoundAsNumPy(double value) => Math.Round(value * 100, MidpointRounding.ToEven) / 100;
}
