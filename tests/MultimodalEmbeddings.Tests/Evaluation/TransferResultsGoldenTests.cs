using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// The transfer tasks with a real model against transfer_results.json, in its settings with scikit-learn's logistic regression
/// (those with PyTorch's classifier are another one).
/// </summary>
[Trait(Category.Name, Category.Real)]
[Trait(Category.Name, Category.Slow)]
[Collection(UsesTorch.Name)]
public class TransferResultsGoldenTests
{
    private const string FileName = "transfer_results.json";

    private static readonly Dictionary<(string Pooler, string Task, TransferOptions Options), TransferTaskResult> Results = [];

    public static IEnumerable<TheoryDataRow<string>> Runs => EvaluationReference.Rows(FileName, Paths);

    [Theory]
    [MemberData(nameof(Runs))]
    public void Accuracies_and_choices_are_the_references(string run)
    {
        var (pooler, setting, name) = (run.Split('/')[0], run.Split('/')[1], run.Split('/')[2]);
        var root = EvaluationReference.Read(FileName);
        var golden = root.GetProperty("results").GetProperty(pooler).GetProperty(setting).GetProperty(name);
        var options = new TransferOptions
        {
            Folds = root.GetProperty("settings").GetProperty(setting).GetProperty("kfold").GetInt32(),
            Seed = root.GetProperty("seed").GetInt32(),
        };

        var result = Evaluate(pooler, name, options);

        Assert.Equal(0, result.FitsNotConverged);
        new GoldenTransfer(result, Tolerance(setting)).Compare(golden);
    }

    /// <summary>Settings that differ in scikit-learn's stopping are one evaluation here.</summary>
    private static TransferTaskResult Evaluate(string pooler, string name, TransferOptions options)
    {
        if (!Results.TryGetValue((pooler, name, options), out var result))
        {
            var task = TransferSuite.Load(SharedFolder.RequireShared("data/transfer"), name).Tasks[0];
            result = new TransferEvaluator(TransferEncoder.Require(pooler, task), options).Evaluate(task);
            Results.Add((pooler, name, options), result);
        }

        return result;
    }

    // scikit-learn's own settings end some fits before their optimum.
    private static double Tolerance(string setting) => setting.StartsWith("converged", StringComparison.Ordinal) ? 0.1 : 0.5;

    private static IEnumerable<string> Paths(JsonElement root)
    {
        var (settings, results) = (root.GetProperty("settings"), root.GetProperty("results"));
        return from pooler in EvaluationReference.Keys(results)
               from setting in EvaluationReference.Keys(results.GetProperty(pooler))
               where !settings.GetProperty(setting).GetProperty("usepytorch").GetBoolean()
               from task in EvaluationReference.Keys(results.GetProperty(pooler).GetProperty(setting))
               select string.Create(CultureInfo.InvariantCulture, $"{pooler}/{setting}/{task}");
    }
}
