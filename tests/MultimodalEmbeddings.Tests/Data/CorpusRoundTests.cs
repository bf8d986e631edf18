using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public class CorpusRoundTests
{
    [Theory]
    [InlineData("0000", 4)]
    [InlineData("010101", 3, 3)]
    [InlineData("010", 2, 1)]
    [InlineData("0102010", 4, 2, 1)]
    [InlineData("11", 0, 2)]
    [InlineData("")]
    public void Turns_are_spread_evenly(string expected, params int[] batches)
    {
        var round = new CorpusRound(batches, batchSize: 1);

        Assert.Equal(expected, string.Concat(Enumerable.Range(0, round.Batches).Select(turn => round[turn])));
    }

    [Fact]
    public void A_partial_batch_is_a_turn_and_the_round_begins_anew()
    {
        var round = new CorpusRound([5, 2], batchSize: 2); // 3 and 1 batches

        Assert.Equal(4, round.Batches);
        Assert.Equal([0, 0, 1, 0, 0, 0, 1, 0], Enumerable.Range(0, 8).Select(turn => round[turn]));
    }

    [Fact]
    public void Every_corpus_has_as_many_turns_as_batches_and_is_never_two_turns_from_its_share()
    {
        var random = new Random(5);
        for (var run = 0; run < 500; run++)
        {
            int[] batches = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(1, 40))];
            var round = new CorpusRound(batches, batchSize: 1);
            var turns = new int[batches.Length];
            for (var turn = 0; turn < round.Batches; turn++)
            {
                turns[round[turn]]++;
                Assert.All(turns.Zip(batches), pair =>
                    Assert.InRange(pair.First - ((turn + 1.0) * pair.Second / round.Batches), -1.99, 1.99));
            }

            Assert.Equal(batches, turns);
        }
    }
}
