namespace MultimodalEmbeddings.Evaluation;

/// <summary>The three protocols of SentEval's <c>validation.py</c>, with its grids of C.</summary>
/// <param name="options">Folds and seed.</param>
/// <param name="fitted">Told how many classifiers are fitted, in growing numbers.</param>
/// <param name="token">Checked while classifiers are fitted.</param>
internal sealed class TransferProtocol(TransferOptions options, IProgress<int>? fitted, CancellationToken token)
{
    private static readonly double[] Grid = [0.25, 0.5, 1, 2, 4, 8];
    private static readonly double[] FoldsGrid = [0.5, 1, 2, 4, 8, 16, 32];   // where folds of a training part choose

    private readonly Lock _counting = new();
    private int _fits;
    private int _notConverged;

    /// <summary>The number of classifiers that a task takes.</summary>
    public static int CountFits(TransferTask task, int folds) => (task.Test, task.Dev) switch
    {
        (null, _) => folds * (folds + 1) * Grid.Length,
        (_, null) => (folds + 1) * FoldsGrid.Length,
        _ => Grid.Length,
    };

    public TransferTaskResult Evaluate(TransferTask task, TransferData data)
    {
        var result = data.Test is null ? TestByFolds(data.Train)
            : data.Dev is null ? Test(Learn(data.Train, FoldsGrid), data.Test, task.HasPairs)
            : Test(Learn(data.Train, data.Dev), data.Test, task.HasPairs);
        return result with { Name = task.Name, FitsNotConverged = _notConverged };
    }

    private TransferTaskResult TestByFolds(LogisticSamples samples)
    {
        var tests = new List<double>();
        var selections = new List<TransferSelection>();
        foreach (var (train, test) in HeldOut(samples))
        {
            var (selection, model) = Learn(train, Grid);
            selections.Add(selection);
            tests.Add(TransferAccuracy.Percent(model.Accuracy(test)));
        }

        var dev = TransferAccuracy.Mean(selections.Select(selection => selection.Best.DevAccuracy));
        return Result(dev, TransferAccuracy.Mean(tests), selections);
    }

    private static TransferTaskResult Test(
        (TransferSelection Selection, LogisticModel Model) learned, LogisticSamples test, bool pairs)
    {
        var accuracy = TransferAccuracy.Percent(learned.Model.Accuracy(test));
        var f1 = TransferAccuracy.Percent(TransferAccuracy.F1(test.Labels, learned.Model.Predict(test)));
        return Result(learned.Selection.Best.DevAccuracy, accuracy, [learned.Selection]) with
        {
            F1 = pairs && test.Classes == 2 ? f1 : null,
        };
    }

    private static TransferTaskResult Result(double dev, double test, IReadOnlyList<TransferSelection> selections) =>
        new() { Name = "", DevAccuracy = dev, TestAccuracy = test, Selections = selections, FitsNotConverged = 0 };

    /// <summary>Each fold, and what is left without it.</summary>
    private (LogisticSamples Train, LogisticSamples HeldOut)[] HeldOut(LogisticSamples samples)
    {
        var folds = FoldAssignment.Stratified(samples.Labels, options.Folds, options.Seed);
        return
        [
            .. Enumerable.Range(0, options.Folds)
                .Select(fold => (samples.Where(i => folds[i] != fold), samples.Where(i => folds[i] == fold))),
        ];
    }

    /// <summary>Chooses C on a dev part.</summary>
    private (TransferSelection Selection, LogisticModel Model) Learn(LogisticSamples samples, LogisticSamples dev)
    {
        var path = new LogisticPath(samples);
        var models = Grid.Select(c => Count(path.Fit(c, token))).ToArray();
        return Choose(Grid, models, models.Select(model => TransferAccuracy.Percent(model.Accuracy(dev))));
    }

    /// <summary>Chooses C by folds.</summary>
    private (TransferSelection Selection, LogisticModel Model) Learn(LogisticSamples samples, double[] grid)
    {
        var path = new LogisticPath(samples);
        var splits = HeldOut(samples);
        var models = new List<LogisticModel>();
        var accuracies = new List<double>();
        foreach (var c in grid)
        {
            models.Add(Count(path.Fit(c, token)));
            accuracies.Add(TransferAccuracy.MeanPercent(AccuraciesOfParts(path, splits)));
        }

        return Choose(grid, models, accuracies);
    }

    private double[] AccuraciesOfParts(LogisticPath path, (LogisticSamples Train, LogisticSamples HeldOut)[] splits)
    {
        var accuracies = new double[splits.Length];
        Parallel.For(
            0,
            splits.Length,
            new ParallelOptions { CancellationToken = token },
            i => accuracies[i] = Count(path.FitPart(splits[i].Train, token)).Accuracy(splits[i].HeldOut));
        return accuracies;
    }

    private static (TransferSelection Selection, LogisticModel Model) Choose(
        double[] grid, IReadOnlyList<LogisticModel> models, IEnumerable<double> accuracies)
    {
        var selection = new TransferSelection([.. grid.Zip(accuracies, (c, accuracy) => new TransferCandidate(c, accuracy))]);
        return (selection, models[Array.IndexOf(grid, selection.Best.C)]);
    }

    private LogisticModel Count(LogisticModel model)
    {
        lock (_counting)
        {
            _notConverged += model.Converged ? 0 : 1;
            fitted?.Report(++_fits);
        }

        return model;
    }
}
