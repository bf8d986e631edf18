using MathNet.Numerics.Random;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Assigns samples to folds as scikit-learn's <c>StratifiedKFold(folds, shuffle=True, random_state=seed)</c> does, sample for
/// sample, so that results can be compared with SentEval's point for point.
/// </summary>
internal static class FoldAssignment
{
    private const double TwoToThe32 = 4294967296.0;

    /// <summary>Folds in which each class is as frequent as in the whole, give or take a sample.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="folds">The number of folds.</param>
    /// <param name="seed">The seed of NumPy's Mersenne twister.</param>
    /// <returns>The fold of each sample, 0 to <paramref name="folds"/> - 1.</returns>
    public static int[] Stratified(IReadOnlyList<int> labels, int folds, int seed)
    {
        var classes = labels.Distinct().ToArray();   // in the order of their first samples
        var sizes = Sizes(labels, folds, classes);
        var random = new MersenneTwister(seed, threadSafe: false);
        var assigned = new int[labels.Count];
        for (var i = 0; i < classes.Length; i++)
        {
            var ofClass = Enumerable.Range(0, folds).SelectMany(fold => Enumerable.Repeat(fold, sizes[fold, i])).ToArray();
            Shuffle(ofClass, random);
            var next = 0;
            for (var sample = 0; sample < assigned.Length; sample++)
            {
                assigned[sample] = labels[sample] == classes[i] ? ofClass[next++] : assigned[sample];
            }
        }

        return assigned;
    }

    /// <summary>How many samples of each class go into each fold: dealt out in turn, one class after the other.</summary>
    private static int[,] Sizes(IReadOnlyList<int> labels, int folds, int[] classes)
    {
        var counts = labels.CountBy(label => label).ToDictionary();
        var sizes = new int[folds, classes.Length];
        var dealt = 0;
        for (var i = 0; i < classes.Length; i++)
        {
            for (var sample = 0; sample < counts[classes[i]]; sample++)
            {
                sizes[dealt++ % folds, i]++;
            }
        }

        return sizes;
    }

    /// <summary>NumPy's <c>RandomState.shuffle</c>.</summary>
    private static void Shuffle(int[] values, MersenneTwister random)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = UpTo((uint)last, random);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>The lowest bits of the next number that are not above a limit.</summary>
    private static uint UpTo(uint limit, MersenneTwister random)
    {
        var mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(limit);
        uint value;
        do
        {
            value = (uint)(random.NextDouble() * TwoToThe32) & mask;   // NextDouble is 32 random bits / 2^32
        }
        while (value > limit);

        return value;
    }
}
