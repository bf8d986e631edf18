using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class StsEvaluatorTests
{
    // Vectors (a, b, 1): a = (1, 0, 1), b = (0, 1, 1), aa = (2, 0, 1).
    private static readonly StsSubset Near = new("near", [new("a", "a", 5), new("a", "aa", 4), new("a", "b", 1)]);
    private static readonly StsSubset Far = new("far", [new("aa", "b", 2), new("a", "", 3)]);

    private static readonly StsTask Task = new("toy", [Near, Far]);

    [Fact]
    public void The_score_is_Spearman_over_all_pairs_of_all_subsets_together()
    {
        // Cosines: 1, 3 / sqrt(10) = 0.949, 0.5 and 1 / sqrt(10) = 0.316, 1 / sqrt(2) = 0.707: ranks 5 4 2 and 1 3.
        // Ranks of the gold scores: 5 4 1 and 2 3.
        var result = new StsEvaluator(new LetterEncoder()).Evaluate(Task);

        Assert.Equal(90, result.Score, 1e-12);   // 1 - 6 * 2 / (5 * 24)
        Assert.Equal(0.9, result.Spearman.All, 1e-14);
        Assert.Equal(1, result.Spearman.Mean, 1e-14);
        Assert.Equal(1, result.Spearman.WeightedMean, 1e-14);
        Assert.Equal(["near", "far"], result.Subsets.Select(subset => subset.Name));
        Assert.Equal([3, 2], result.Subsets.Select(subset => subset.Pairs));
    }

    [Fact]
    public void Means_of_subsets_are_plain_and_weighted_by_pairs()
    {
        var reversed = new StsSubset("reversed", [new("a", "aa", 1), new("a", "b", 2)]);
        var result = new StsEvaluator(new LetterEncoder()).Evaluate(new StsTask("toy", [Near, reversed]));

        Assert.Equal(0, result.Spearman.Mean, 1e-14);
        Assert.Equal(0.2, result.Spearman.WeightedMean, 1e-14);   // (3 * 1 - 2 * 1) / 5
        Assert.Equal(-1, result.Subsets[1].Pearson, 1e-14);
    }

    [Fact]
    public void Alignment_takes_pairs_from_four_and_uniformity_all_sentences()
    {
        var result = new StsEvaluator(new LetterEncoder()).Evaluate(new StsTask("toy", [Near]));

        var squaredDistance = 2 - (6 / Math.Sqrt(10));   // of a and aa
        Assert.Equal(squaredDistance / 2, result.Alignment.WholeSet, 1e-14);
        Assert.Equal(squaredDistance / 2, result.Alignment.Batchwise, 1e-14);

        // a four times, aa and b once: 6 pairs at distance 0, 4 of a and aa, 4 of a and b, 1 of aa and b.
        var kernels = 6 + (4 * Math.Exp(-2 * squaredDistance)) + (4 * Math.Exp(-2)) + Math.Exp(-2 * (2 - (2 / Math.Sqrt(10))));
        Assert.Equal(Math.Log(kernels / 15), result.Uniformity.WholeSet, 1e-14);
        Assert.Equal(Math.Log(kernels / 15), result.Uniformity.Batchwise, 1e-14);
    }

    [Fact]
    public void Each_distinct_sentence_is_encoded_once()
    {
        var encoder = new LetterEncoder();
        new StsEvaluator(encoder).Evaluate(Task);

        Assert.Equal(["a", "aa", "b", ""], Assert.Single(encoder.Calls));
    }

    [Fact]
    public void Score_is_the_evaluations_score()
    {
        var random = new Random(10);
        var evaluator = new StsEvaluator(new LetterEncoder());
        for (var trial = 0; trial < 30; trial++)
        {
            var task = RandomTask(random, pairs: 60);

            Assert.Equal(evaluator.Evaluate(task).Score, evaluator.Score(task));
            Assert.InRange(evaluator.Score(task), -100, 100);
        }
    }

    [Fact]
    public void Batches_by_length_hold_the_same_pairs()
    {
        var random = new Random(11);
        var task = RandomTask(random, pairs: 300);
        var sorted = new StsTask("random", task.Subsets) { BatchesByLength = true };
        var evaluator = new StsEvaluator(new LetterEncoder());
        StsTaskResult given = evaluator.Evaluate(task), byLength = evaluator.Evaluate(sorted);

        Assert.Equal(given.Score, byLength.Score, 1e-10);
        Assert.Equal(given.Alignment.WholeSet, byLength.Alignment.WholeSet, 1e-12);
        Assert.Equal(given.Uniformity.WholeSet, byLength.Uniformity.WholeSet, 1e-12);
        Assert.NotEqual(given.Uniformity.Batchwise, byLength.Uniformity.Batchwise, 1e-6);
    }

    [Fact]
    public void A_single_pair_has_no_correlation_but_a_result()
    {
        var result = new StsEvaluator(new LetterEncoder()).Evaluate(new StsTask("one", [new StsPair("a", "b", 2)]));

        Assert.Equal(double.NaN, result.Score);
        Assert.Equal(double.NaN, result.Alignment.WholeSet);
        Assert.Equal(0, result.Alignment.Batchwise);
        Assert.Equal(-2, result.Uniformity.WholeSet, 1e-14);   // cosine 0.5, d² = 1
    }

    [Fact]
    public void Progress_tells_task_and_sentences()
    {
        var told = new List<StsProgress>();
        var other = new StsTask("other", [new StsPair("x", "y", 1)]);
        new StsEvaluator(new LetterEncoder()).Evaluate(new StsSuite([Task, other]), new Recorder(told));

        Assert.Equal([new("toy", 0, 2, 0, 4), new("toy", 0, 2, 4, 4), new("other", 1, 2, 0, 2), new("other", 1, 2, 2, 2)], told);
    }

    [Fact]
    public void A_cancelled_evaluation_says_so()
    {
        var cancelled = new CancellationToken(canceled: true);
        var evaluator = new StsEvaluator(new LetterEncoder());

        Assert.Throws<OperationCanceledException>(() => evaluator.Evaluate(new StsSuite([Task]), cancellationToken: cancelled));
        Assert.Throws<OperationCanceledException>(() => evaluator.Evaluate(Task, cancelled));
        Assert.Throws<OperationCanceledException>(() => evaluator.Score(Task, cancelled));
    }

    [Fact]
    public void Nothing_is_measured_without_an_encoder_or_a_task()
    {
        Assert.Throws<ArgumentNullException>(() => new StsEvaluator(null!));
        Assert.Throws<ArgumentNullException>(() => new StsEvaluator(new LetterEncoder()).Evaluate((StsTask)null!));
        Assert.Throws<ArgumentNullException>(() => new StsEvaluator(new LetterEncoder()).Evaluate((StsSuite)null!));
    }

    private static StsTask RandomTask(Random random, int pairs) => new(
        "random",
        [.. Enumerable.Range(0, pairs).Select(_ => new StsPair(Words(random), Words(random), random.Next(11) / 2.0))]);

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, 1 + random.Next(5)).Select(_ => (char)('a' + random.Next(4))));

    private static string Words(Random random) =>
        string.Join(' ', Enumerable.Range(0, 1 + random.Next(9)).Select(_ => Word(random)));

    private sealed class Recorder(List<StsProgress> told) : IProgress<StsProgress>
    {
        public void Report(StsProgress value) => told.Add(value);
    }
}
