using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class TransferEvaluatorTests
{
    private static readonly TransferOptions ThreeFolds = new() { Folds = 3 };

    [Fact]
    public void The_defaults_are_SentEvals()
    {
        Assert.Equal((10, 1111), (new TransferOptions().Folds, new TransferOptions().Seed));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransferOptions { Folds = 2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransferOptions { Seed = 0 });
    }

    [Fact]
    public void Without_a_test_part_each_fold_is_tested_with_a_C_of_its_own()
    {
        var result = Evaluate(new TransferTask("toy", Letters("aaa", "bbb", each: 6)));

        Assert.Equal((100, 3), (result.TestAccuracy, result.Selections.Count));
        Assert.Equal(result.Selections.Average(selection => selection.Best.DevAccuracy), result.DevAccuracy, 0.005);
        Assert.All(result.Selections, s => Assert.Equal([0.25, 0.5, 1, 2, 4, 8], s.Candidates.Select(candidate => candidate.C)));
        Assert.All(result.Selections, selection => Assert.Equal(0.25, selection.Best.C));   // the first of equals
        Assert.Null(result.F1);
        Assert.Equal(0, result.FitsNotConverged);
    }

    [Fact]
    public void With_a_test_part_folds_of_the_training_part_choose()
    {
        // Class 1 is what has a b; of the four test sentences one lies about that.
        TransferSample[] test = [new("a", 0), new("b", 1), new("bb", 1), new("bbb", 0)];
        var result = Evaluate(new TransferTask("toy", Letters("a", "b", each: 5), test));

        Assert.Equal((100, 75), (result.DevAccuracy, result.TestAccuracy));
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 32], Assert.Single(result.Selections).Candidates.Select(candidate => candidate.C));
        Assert.Equal(0.5, result.Selections[0].Best.C);
    }

    [Fact]
    public void With_a_dev_part_it_chooses()
    {
        TransferSample[] dev = [new("a", 0), new("b", 1), new("b", 0)];
        var result = Evaluate(new TransferTask("toy", Letters("a", "b", each: 5), test: [new("a", 0)], dev));

        Assert.Equal((66.67, 100), (result.DevAccuracy, result.TestAccuracy));
        Assert.Equal([0.25, 0.5, 1, 2, 4, 8], Assert.Single(result.Selections).Candidates.Select(candidate => candidate.C));
    }

    [Fact]
    public void Several_classes_are_told_apart()
    {
        var others = Letters("c", "d", each: 4).Select(sample => sample with { Label = sample.Label + 2 });
        TransferSample[] test = [new("a", 0), new("b", 1), new("c", 2), new("d", 0)];
        var result = Evaluate(new TransferTask("toy", [.. Letters("a", "b", each: 4), .. others], test));

        Assert.Equal((100, 75, null), (result.DevAccuracy, result.TestAccuracy, result.F1));
    }

    [Fact]
    public void Pairs_are_told_apart_by_differences_and_products_and_have_an_F1()
    {
        // Equal letters or not: no sentence alone tells.
        TransferSample[] train =
        [
            new("a", "a", 1), new("b", "b", 1), new("aa", "aa", 1), new("bb", "bb", 1),
            new("a", "b", 0), new("b", "a", 0), new("aa", "b", 0), new("bb", "a", 0),
        ];
        TransferSample[] test = [new("aaa", "aaa", 1), new("b", "b", 0), new("a", "bb", 0)];
        var result = Evaluate(new TransferTask("toy", train, test));

        Assert.Equal(66.67, result.TestAccuracy);
        Assert.Equal(66.67, result.F1);   // precision 1/2, recall 1
    }

    [Fact]
    public void Samples_are_sorted_by_words_and_label_and_equals_keep_their_places()
    {
        TransferSample[] samples =
        [
            new("b c", 0), new("a", 1), new("x", 0), new("", 1), new("y  z", 0), new("c", 0), new("d", 1),
        ];
        TransferSample[] pairs = [new("a", "b c", 0), new("a", "b", 1), new("a", "b", 0), new("", "a b c", 1)];

        Assert.Equal([3, 2, 5, 1, 6, 0, 4], TransferSentences.Order(samples));
        Assert.Equal([3, 2, 1, 0], TransferSentences.Order(pairs));
    }

    [Fact]
    public void Features_of_a_pair_are_absolute_differences_then_products()
    {
        var task = new TransferTask("toy", [new("a", "b", 0), new("b", "b", 1)]);
        var data = new TransferSentences(task).Features([1, -2, 3, 5], dimension: 2);

        Assert.Equal([2, 7, 3, -10], data.Train.Features.Features(0));
        Assert.Equal([0, 0, 9, 25], data.Train.Features.Features(1));
    }

    [Fact]
    public void The_same_seed_gives_the_same_result_and_the_order_of_the_file_hardly_matters()
    {
        var random = new Random(60);
        var samples = Noisy(random, 90);
        var task = new TransferTask("toy", samples);

        Assert.Equivalent(Evaluate(task), Evaluate(task), strict: true);
        Assert.InRange(Evaluate(task).TestAccuracy, 60, 95);
    }

    [Fact]
    public void Each_distinct_sentence_is_encoded_once()
    {
        var encoder = new LetterEncoder();
        var task = new TransferTask("toy", Letters("a", "b", each: 3), test: [new("a", 0), new("c", 1)]);
        new TransferEvaluator(encoder, ThreeFolds).Evaluate(task);

        Assert.Equal(["a", "aa", "aaa", "b", "bb", "bbb", "c"], Assert.Single(encoder.Calls).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Progress_tells_task_sentences_and_fits()
    {
        var told = new Recorder<TransferProgress>();
        var one = new TransferTask("one", Letters("a", "b", each: 3), test: [new("a", 0)], dev: [new("b", 1)]);
        var two = new TransferTask("two", Letters("a", "b", each: 3));
        new TransferEvaluator(new LetterEncoder(), ThreeFolds).Evaluate(new TransferSuite([one, two]), told);

        Assert.Equal(new("one", 0, 2, 0, 6, 0, 6), told.Values[0]);
        Assert.Equal(new("one", 0, 2, 6, 6, 0, 6), told.Values[1]);
        Assert.Equal(Enumerable.Range(1, 6), told.Values.Skip(2).Take(6).Select(value => value.FitsDone));
        Assert.Equal(new("two", 1, 2, 0, 6, 0, 72), told.Values[8]);   // 3 folds times 6 candidates times 3 folds and the whole
        Assert.Equal(new("two", 1, 2, 6, 6, 72, 72), told.Values[^1]);
        Assert.Equal(8 + 2 + 72, told.Values.Count);
    }

    [Fact]
    public void A_cancelled_evaluation_says_so_while_it_encodes_and_while_it_fits()
    {
        var task = new TransferTask("toy", Letters("a", "b", each: 6));
        using var source = new CancellationTokenSource();
        var stop = new Recorder<TransferProgress>(progress => CancelAt(progress, source));
        var evaluator = new TransferEvaluator(new LetterEncoder(), ThreeFolds);

        Assert.Throws<OperationCanceledException>(() => evaluator.Evaluate(task, new CancellationToken(canceled: true)));
        Assert.ThrowsAny<OperationCanceledException>(() => evaluator.Evaluate(new TransferSuite([task]), stop, source.Token));
        Assert.InRange(stop.Values[^1].FitsDone, 5, 71);
    }

    [Fact]
    public void Too_few_samples_of_a_class_are_refused_before_anything_is_encoded()
    {
        var encoder = new LetterEncoder();
        var task = new TransferTask("toy", [.. Letters("a", "b", each: 3), new("bbbb", 1)]);
        var evaluator = new TransferEvaluator(encoder, new TransferOptions { Folds = 4 });

        var exception = Assert.Throws<ArgumentException>(() => evaluator.Evaluate(new TransferSuite([task])));
        Assert.Contains("task toy has 3 samples with label 0; 4 folds need 4", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate(task));
        Assert.Empty(encoder.Calls);
    }

    [Fact]
    public void An_embedding_that_is_no_number_is_named()
    {
        var task = new TransferTask("toy", Letters("a", "b", each: 3));
        var evaluator = new TransferEvaluator(new BrokenEncoder(), ThreeFolds);
        var exception = Assert.Throws<NotFiniteNumberException>(() => evaluator.Evaluate(task));

        Assert.Contains("The features of 'bb' in task toy hold NaN", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_measured_without_an_encoder_or_a_task()
    {
        Assert.Throws<ArgumentNullException>(() => new TransferEvaluator(null!));
        Assert.Throws<ArgumentNullException>(() => new TransferEvaluator(new LetterEncoder()).Evaluate((TransferTask)null!));
        Assert.Throws<ArgumentNullException>(() => new TransferEvaluator(new LetterEncoder()).Evaluate((TransferSuite)null!));
    }

    private static TransferTaskResult Evaluate(TransferTask task) =>
        new TransferEvaluator(new LetterEncoder(), ThreeFolds).Evaluate(task);

    /// <summary>The first letter once, twice and so on with label 0; then the second with label 1.</summary>
    private static TransferSample[] Letters(string zero, string one, int each) =>
    [
        .. Enumerable.Range(1, each).Select(i => new TransferSample(string.Concat(Enumerable.Repeat(zero, i)), 0)),
        .. Enumerable.Range(1, each).Select(i => new TransferSample(string.Concat(Enumerable.Repeat(one, i)), 1)),
    ];

    private static TransferSample[] Noisy(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new TransferSample(
            new string('a', random.Next(6)) + new string(i % 2 == 0 ? 'b' : 'c', random.Next(3)), i % 2)),
    ];

    private static void CancelAt(TransferProgress progress, CancellationTokenSource source)
    {
        if (progress.FitsDone == 5)
        {
            source.Cancel();
        }
    }

    private sealed class BrokenEncoder : ISentenceEncoder
    {
        public int Dimension => 2;

        public void Encode(
            IReadOnlyList<string> sentences, Memory<float> embeddings, IProgress<int>? progress, CancellationToken token)
        {
            embeddings.Span.Clear();
            embeddings.Span[(2 * sentences.ToList().IndexOf("bb")) + 1] = float.NaN;
        }
    }
}
