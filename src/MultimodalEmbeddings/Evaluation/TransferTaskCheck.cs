namespace MultimodalEmbeddings.Evaluation;

/// <summary>What a task must be so that a classifier can be fitted and tested.</summary>
internal static class TransferTaskCheck
{
    /// <returns>The number of classes.</returns>
    /// <exception cref="ArgumentException">The task cannot be learned; the message names what is at fault.</exception>
    public static int CountClasses(TransferTask task)
    {
        RequireSamples(task, "training", task.Train);
        RequireSamples(task, "test", task.Test);
        RequireSamples(task, "dev", task.Dev);

        var labels = task.Train.Select(sample => sample.Label).Distinct().Order().ToArray();
        var missing = Enumerable.Range(0, labels.Length).FirstOrDefault(label => labels[label] != label, labels.Length);
        if (missing < labels.Length || labels.Length < 2)
        {
            throw new ArgumentException(
                $"The training part of task {task.Name} has no sample with label {missing}; "
                + "it needs two classes or more, and each label from 0 to the largest.",
                nameof(task));
        }

        RequireLabels(task, "test", task.Test, labels.Length);
        RequireLabels(task, "dev", task.Dev, labels.Length);
        return labels.Length;
    }

    /// <exception cref="ArgumentException">A class has too few training samples to be in each of the folds.</exception>
    public static void RequireFolds(TransferTask task, int folds)
    {
        var (label, samples) = task.Train.CountBy(sample => sample.Label).MinBy(count => count.Value);
        if (task.Dev is null && samples < folds)
        {
            throw new ArgumentException(
                $"The training part of task {task.Name} has {samples} samples with label {label}; {folds} folds need {folds}.",
                nameof(task));
        }
    }

    private static void RequireSamples(TransferTask task, string part, IReadOnlyList<TransferSample>? samples)
    {
        if (samples is { Count: 0 })
        {
            throw new ArgumentException($"The {part} part of task {task.Name} is empty; it needs samples.", nameof(task));
        }

        for (var i = 0; i < samples?.Count; i++)
        {
            if (samples[i] is not { Sentence: not null, Label: >= 0 } sample || sample.Second is null == task.HasPairs)
            {
                var kind = task.Train[0]?.Second is null ? "a sentence" : "two sentences";
                throw new ArgumentException(
                    $"Sample {i} of the {part} part of task {task.Name} is {samples[i]?.ToString() ?? "null"}; "
                    + $"it needs {kind} and a label of at least 0.",
                    nameof(task));
            }
        }
    }

    private static void RequireLabels(TransferTask task, string part, IReadOnlyList<TransferSample>? samples, int classes)
    {
        if (samples?.FirstOrDefault(sample => sample.Label >= classes) is { } sample)
        {
            throw new ArgumentException(
                $"The {part} part of task {task.Name} has label {sample.Label}; the training part ends at {classes - 1}.",
                nameof(task));
        }
    }
}
