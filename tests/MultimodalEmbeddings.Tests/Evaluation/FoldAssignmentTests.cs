using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class FoldAssignmentTests
{
    [Fact]
    public void Folds_are_shuffled_with_the_Mersenne_twister()
    {
        // The generator's first numbers for its default seed (ISO C++, std::mt19937) are 3499211612, 581869302, 3890346734,
        // 3586334585, 545404204, 4161255391, 3922919429 and 949333985. Shuffled from the end, the place exchanged with is taken
        // from the lowest bits, above the limit the next number: 5 with 4; 4 with (6, 6) 1; 3 with 0; 2 with (3) 1; 1 with 1.
        // 0 0 1 1 2 2 -> 0 0 1 1 2 2 -> 0 2 1 1 0 2 -> 1 2 1 0 0 2 -> 1 1 2 0 0 2.
        Assert.Equal([1, 1, 2, 0, 0, 2], FoldAssignment.Stratified([7, 7, 7, 7, 7, 7], folds: 3, seed: 5489));
    }

    [Fact]
    public void Classes_are_dealt_out_one_after_the_other_in_the_order_of_their_first_samples()
    {
        // Seven samples of class 1, then five of class 0 over three folds: 3 2 2 and, going on, 1 2 2.
        int[] labels = [1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0];
        var folds = FoldAssignment.Stratified(labels, folds: 3, seed: 1);

        Assert.Equal([3, 2, 2], Sizes(folds, labels, label: 1, count: 3));
        Assert.Equal([1, 2, 2], Sizes(folds, labels, label: 0, count: 3));
    }

    [Fact]
    public void Every_class_is_spread_evenly_and_every_fold_is_as_large_as_the_others()
    {
        var random = new Random(40);
        for (var trial = 0; trial < 50; trial++)
        {
            var count = 3 + random.Next(8);
            int[] labels = [.. Enumerable.Range(0, 30 + random.Next(100)).Select(_ => random.Next(4))];
            var folds = FoldAssignment.Stratified(labels, count, seed: 1 + random.Next(10_000));

            Assert.All(folds, fold => Assert.InRange(fold, 0, count - 1));
            Assert.All(labels.Distinct(), label => AssertEven(Sizes(folds, labels, label, count)));
            AssertEven([.. Enumerable.Range(0, count).Select(fold => folds.Count(f => f == fold))]);
        }
    }

    [Fact]
    public void The_seed_decides()
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i % 2)];

        Assert.Equal(FoldAssignment.Stratified(labels, 5, 1111), FoldAssignment.Stratified(labels, 5, 1111));
        Assert.NotEqual(FoldAssignment.Stratified(labels, 5, 1111), FoldAssignment.Stratified(labels, 5, 1112));
    }

    private static int[] Sizes(int[] folds, int[] labels, int label, int count) =>
        [.. Enumerable.Range(0, count).Select(fold => folds.Zip(labels).Count(pair => pair == (fold, label)))];

    private static void AssertEven(int[] sizes) => Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
}
