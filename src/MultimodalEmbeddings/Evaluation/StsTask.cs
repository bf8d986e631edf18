using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>A semantic textual similarity task: sentence pairs with gold scores, in one or several subsets.</summary>
public sealed class StsTask
{
    /// <summary>Makes a task of one's own pairs: one subset with the task's name.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="pairs">At least one pair; two or more for a correlation that is a number.</param>
    /// <exception cref="ArgumentException">There is no pair, one is null, or a score is not a finite number.</exception>
    [OverloadResolutionPriority(1)] // so that [new(…), new(…)] are pairs
    public StsTask(string name, IReadOnlyList<StsPair> pairs)
        : this(name, [new StsSubset(name, pairs)])
    {
    }

    /// <summary>Makes a task of several subsets.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="subsets">At least one subset, none of them empty.</param>
    /// <exception cref="ArgumentException">
    /// There is no subset or one without pairs, a pair is null, or a score is not finite.
    /// </exception>
    public StsTask(string name, IReadOnlyList<StsSubset> subsets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(subsets);
        if (subsets.Count == 0)
        {
            throw new ArgumentException($"Task {name} has no subset; it needs at least one.", nameof(subsets));
        }

        Name = name;
        Subsets = [.. subsets.Select(subset => Checked(name, subset))];
    }

    /// <summary>What reports call the task; the seven of <see cref="StsSuite.Load"/> have SentEval's names.</summary>
    public string Name { get; }

    /// <summary>The subsets. The task's score is taken over the pairs of all of them together.</summary>
    public IReadOnlyList<StsSubset> Subsets { get; }

    /// <summary>
    /// Whether batches are formed in the order of length (words of the first sentence, of the second, gold score), as the
    /// reference does for STS12 to STS16, not in the order of the pairs. Only the batchwise alignment and uniformity depend on
    /// it.
    /// </summary>
    internal bool BatchesByLength { get; init; }

    /// <summary>
    /// Reads one file of the STS Benchmark (<c>sts-dev.csv</c>, <c>sts-test.csv</c>), for validation during training.
    /// </summary>
    /// <param name="path">A file of seven or nine tab columns: score in the fifth, sentences in the sixth and seventh.</param>
    /// <returns>A task named after the file, without its extension.</returns>
    /// <exception cref="StsFormatException">A line is not of that form, or the file is not UTF-8 text.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StsTask LoadBenchmark(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        return new StsTask(Path.GetFileNameWithoutExtension(path), ColumnFile.Benchmark.Read(path));
    }

    private static StsSubset Checked(string task, StsSubset subset)
    {
        if (subset is not { Pairs.Count: > 0 })
        {
            throw new ArgumentException(
                $"Subset {subset?.Name} of task {task} has no pairs; it needs at least one.", nameof(subset));
        }

        for (var i = 0; i < subset.Pairs.Count; i++)
        {
            if (subset.Pairs[i] is not { First: not null, Second: not null } pair || !double.IsFinite(pair.Score))
            {
                throw new ArgumentException(
                    $"Pair {i} of subset {subset.Name} of task {task} is {subset.Pairs[i]?.ToString() ?? "null"}; "
                    + "it needs two sentences and a finite score.",
                    nameof(subset));
            }
        }

        return subset with { Pairs = [.. subset.Pairs] };
    }
}
