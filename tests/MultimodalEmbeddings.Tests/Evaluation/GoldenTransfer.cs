using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>A task's result beside the reference's, and how far they may lie apart, in points.</summary>
internal sealed class GoldenTransfer(TransferTaskResult result, double tolerance)
{
    /// <param name="golden">A task of transfer_results.json.</param>
    public void Compare(JsonElement golden)
    {
        Near(golden, "devacc", result.DevAccuracy);
        Near(golden, "acc", result.TestAccuracy);
        Assert.Equal(golden.TryGetProperty("f1", out _), result.F1 is not null);
        if (result.F1 is { } f1)
        {
            Near(golden, "f1", f1);
        }

        if (golden.TryGetProperty("folds", out var folds))
        {
            Assert.Equal(folds.GetArrayLength(), result.Selections.Count);
            Assert.All(folds.EnumerateArray().Zip(result.Selections), pair => CompareFold(pair.First, pair.Second));
        }
        else
        {
            CompareCandidates(golden, Assert.Single(result.Selections));
        }
    }

    private void CompareFold(JsonElement golden, TransferSelection selection)
    {
        Near(golden, "dev", selection.Best.DevAccuracy);
        CompareChoice(golden, selection);
    }

    private void CompareCandidates(JsonElement golden, TransferSelection selection)
    {
        var byC = golden.GetProperty("dev_by_l2");
        Assert.Equal(
            byC.EnumerateObject().Select(candidate => double.Parse(candidate.Name, CultureInfo.InvariantCulture)),
            selection.Candidates.Select(candidate => candidate.C));
        CompareChoice(golden, selection);
        if (golden.GetProperty("fits_not_converged").GetInt32() == 0)   // else some candidates are not what their C gives
        {
            Assert.All(
                byC.EnumerateObject().Zip(selection.Candidates),
                pair => Near(pair.First.Value.GetDouble(), pair.Second.DevAccuracy));
        }
    }

    /// <summary>Another choice than the reference's is one between candidates that are as good as equal.</summary>
    private void CompareChoice(JsonElement golden, TransferSelection selection)
    {
        var chosen = Assert.Single(selection.Candidates, candidate => candidate.C == golden.GetProperty("l2").GetDouble());
        Near(selection.Best.DevAccuracy, chosen.DevAccuracy);
    }

    private void Near(JsonElement golden, string name, double actual) => Near(golden.GetProperty(name).GetDouble(), actual);

    private void Near(double expected, double actual) => Assert.Equal(expected, actual, tolerance + 1e-9);
}
