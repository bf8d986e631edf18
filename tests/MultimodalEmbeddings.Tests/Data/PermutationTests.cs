using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public class PermutationTests
{
    [Fact]
    public void A_cycle_is_a_permutation_in_which_nothing_keeps_its_place()
    {
        for (var count = 2; count < 200; count++)
        {
            var cycle = Permutation.Cycle(count, seed: count, pass: -1);

            Assert.Equal(Enumerable.Range(0, count), cycle.Order());
            Assert.All(cycle.Index(), place => Assert.NotEqual(place.Index, place.Item));
        }

        Assert.Equal([0], Permutation.Cycle(1, seed: 3, pass: -1));
        Assert.Empty(Permutation.Cycle(0, seed: 3, pass: -1));
    }

    [Fact]
    public void All_six_cycles_of_four_come_up_equally_often()
    {
        const int Draws = 60_000;
        var counts = Enumerable.Range(0, Draws).CountBy(seed => string.Join("", Permutation.Cycle(4, seed, pass: -1))).ToDictionary();

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, (Draws / 6) - 500, (Draws / 6) + 500)); // 5.5 standard deviations
    }

    [Fact]
    public void Drawing_with_replacement_leaves_out_one_in_e()
    {
        const int Count = 100_000;
        var drawn = Permutation.WithReplacement(Count, seed: 1, pass: -1);

        Assert.Equal(Count, drawn.Length);
        Assert.InRange(drawn.Min(), 0, Count - 1);
        Assert.InRange(drawn.Max(), 0, Count - 1);
        Assert.Equal(1 - Math.Exp(-1), drawn.Distinct().Count() / (double)Count, 5e-3);
    }

    [Fact]
    public void The_seed_decides()
    {
        Assert.Equal(Permutation.Cycle(50, 1, -1), Permutation.Cycle(50, 1, -1));
        Assert.NotEqual(Permutation.Cycle(50, 1, -1), Permutation.Cycle(50, 2, -1));
        Assert.Equal(Permutation.WithReplacement(50, 1, -1), Permutation.WithReplacement(50, 1, -1));
        Assert.NotEqual(Permutation.WithReplacement(50, 1, -1), Permutation.WithReplacement(50, 2, -1));
    }
}
