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
        (null, _) => folds * ((folds * Grid.Length) + 1),
        (_, null) => (folds * FoldsGrid.Length) + 1,
        _ => Grid.Length + 1,
    };

    public TransferTaskResult Evaluate(TransferTask task, TransferData data)
    {
        var result = data.Test is null ? TestByFolds(data.Train)
            : data.Dev is null ? Test(Learn(data.Train, HeldOut(data.Train), FoldsGrid), data.Test, task.HasPairs)
            : Test(Learn(data.Train, [(data.Train, data.Dev)], Grid), data.Test, task.HasPairs);
        return result with { Name = task.Name, FitsNotConverged = _notConverged };
    }

    private TransferTaskResult TestByFolds(LogisticSamples samples)
    {
        var tests = new List<double>();
        var selections = new List<TransferSelection>();
        foreach (var (train, test) in HeldOut(samples))
        {
            var (selection, model) = Learn(train, HeldOut(train), Grid);
            selections.Add(selection);
            tests.Add(TransferAccuracy.Percent(model.Accuracy(test)));
        }

        var dev = TransferAccuracy.Mean(selections.Select(selection => selection.Best.DevAccuracy));
        return Result(dev, TransferAccuracy.Mean(tests), selections);
    }

    private static TransferTaskResult Test((TransferSelection Selection, LogisticModel Model) learned, LogisticSamples test, bool pairs)
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

    /// <summary>Chooses C on held-out samples, then fits all samples with it.</summary>
    private (TransferSelection Selection, LogisticModel Model) Learn(
        LogisticSamples samples, (LogisticSamples Train, LogisticSamples HeldOut)[] splits, double[] grid)
    {
        var curvature = new LogisticCurvature(samples);
        var candidates = new List<TransferCandidate>();
        var models = new LogisticModel?[splits.Length];   // of the last C, where the next one starts
        var accuracies = new double[splits.Length];
        foreach (var c in grid)
        {
            var regression = new LogisticRegression(curvature, c);
            Parallel.For(0, splits.Length, new ParallelOptions { CancellationToken = token }, i =>
            {
                models[i] = Count(regression.Fit(splits[i].Train, models[i], token));
                accuracies[i] = models[i]!.Accuracy(splits[i].HeldOut);
            });
            candidates.Add(new TransferCandidate(c, TransferAccuracy.MeanPercent(accuracies)));
        }

        var selection = new TransferSelection(candidates);
        return (selection, Count(new LogisticRegression(curvature, selection.Best.C).Fit(samples, start: null, token)));
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
