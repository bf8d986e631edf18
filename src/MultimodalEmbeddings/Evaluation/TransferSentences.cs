namespace MultimodalEmbeddings.Evaluation;

/// <summary>A task with each of its distinct sentences once: what has to be encoded, and which of it makes a sample.</summary>
/// <remarks>
/// Samples are in SentEval's order: by words, words of the second sentence and label; equals keep their places. Folds depend on
/// it.
/// </remarks>
internal sealed class TransferSentences
{
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly List<string> _sentences = [];

    public TransferSentences(TransferTask task)
    {
        Task = task;
        foreach (var sample in task.Train.Concat(task.Test ?? []).Concat(task.Dev ?? []))
        {
            Add(sample.Sentence);
            Add(sample.Second);
        }
    }

    public TransferTask Task { get; }

    /// <summary>The distinct sentences.</summary>
    public IReadOnlyList<string> Distinct => _sentences;

    /// <summary>The place of each sample in the list, in SentEval's order.</summary>
    public static int[] Order(IReadOnlyList<TransferSample> samples) =>
    [
        .. Enumerable.Range(0, samples.Count)
            .OrderBy(i => PythonText.CountWords(samples[i].Sentence))   // LINQ's ordering is stable, as Python's is
            .ThenBy(i => PythonText.CountWords(samples[i].Second))
            .ThenBy(i => samples[i].Label),
    ];

    /// <summary>The samples with their features: the embedding, or |a - b| and a · b of a pair, side by side.</summary>
    /// <param name="embeddings">The embeddings of the sentences, [sentences, dimension].</param>
    /// <param name="dimension">The length of an embedding.</param>
    /// <exception cref="NotFiniteNumberException">A feature is NaN or infinite.</exception>
    public TransferData Features(ReadOnlySpan<float> embeddings, int dimension) => new(
        Part(Task.Train, embeddings, dimension),
        Task.Test is null ? null : Part(Task.Test, embeddings, dimension),
        Task.Dev is null ? null : Part(Task.Dev, embeddings, dimension));

    private LogisticSamples Part(IReadOnlyList<TransferSample> samples, ReadOnlySpan<float> embeddings, int dimension)
    {
        var order = Order(samples);
        var features = new LogisticFeatures(order.Length, Task.HasPairs ? 2 * dimension : dimension);
        for (var row = 0; row < order.Length; row++)
        {
            var sample = samples[order[row]];
            var target = features.Features(row);
            var first = embeddings.Slice(_rows[sample.Sentence] * dimension, dimension);
            if (sample.Second is null)
            {
                first.CopyTo(target);
            }
            else
            {
                Compare(first, embeddings.Slice(_rows[sample.Second] * dimension, dimension), target);
            }

            RequireFinite(sample, target);
        }

        int[] rows = [.. Enumerable.Range(0, order.Length)], labels = [.. order.Select(i => samples[i].Label)];
        return new LogisticSamples(features, rows, labels, Task.Classes);
    }

    private static void Compare(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> target)
    {
        for (var i = 0; i < first.Length; i++)
        {
            target[i] = Math.Abs(first[i] - second[i]);
            target[first.Length + i] = first[i] * second[i];
        }
    }

    private void RequireFinite(TransferSample sample, ReadOnlySpan<float> features)
    {
        foreach (var value in features)
        {
            if (!float.IsFinite(value))
            {
                throw new NotFiniteNumberException(
                    $"The features of {StsFormatException.Quote(sample.Sentence)} in task {Task.Name} hold {value}; "
                    + "a classifier needs embeddings of finite numbers.",
                    value);
            }
        }
    }

    private void Add(string? sentence)
    {
        if (sentence is not null && _rows.TryAdd(sentence, _sentences.Count))
        {
            _sentences.Add(sentence);
        }
    }
}
