using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class UnigramModelTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("ab", "ab")]          // -1.5 and not -1 - 1
    [InlineData("ba", "b a")]         // -2 twice: the last piece of "ba" begins first, but its score is -3
    [InlineData("aab", "a ab")]       // -1 - 1.5 and not -1 - 1 - 1
    [InlineData("cd", "cd")]          // -2, as c and d: the piece that begins first counts
    [InlineData("xx", "?")]           // unknown characters side by side are one token
    [InlineData("axxb\U0001F600a", "a ? b ? a")]
    [InlineData("\u00E9", "?")]
    public void The_pieces_with_the_largest_sum_win(string word, string expected)
    {
        string[] texts = ["?", "a", "b", "ab", "ba", "c", "d", "cd"];
        double[] scores = [0, -1, -1, -1.5, -3, -1, -1, -2];
        var model = new UnigramModel([.. texts.Zip(scores, (text, score) => new UnigramPiece(text, score))], 0);

        Assert.Equal(expected, string.Join(' ', Encode(model, word).Select(id => texts[id])));
    }

    [Theory]
    [InlineData(9.5, new[] { 2 })]        // -5 against -15 + 9.5
    [InlineData(10.5, new[] { 0, 1 })]    // -5 against -15 + 10.5
    public void An_unknown_character_costs_ten_more_than_the_worst_piece(double score, int[] ids) =>
        Assert.Equal(ids, Encode(new UnigramModel([new("?", 0), new("b", score), new("xb", -5)], 0), "xb"));

    [Fact]
    public void Of_pieces_with_one_text_the_last_counts() =>
        Assert.Equal([2, 2], Encode(new UnigramModel([new("?", 0), new("a", -1), new("a", -9)], 0), "aa"));

    [Fact]
    public void A_run_of_unknown_characters_that_is_a_piece_has_its_id() =>
        Assert.Equal([1], Encode(new UnigramModel([new("?", 100), new("xy", 50)], 0), "xy"));   // 40 + 40 and not 50

    [Fact]
    public void The_sum_is_the_largest_of_all_ways_to_cut()
    {
        var random = new Random(5);
        for (var round = 0; round < 3000; round++)
        {
            var pieces = RandomPieces(random);
            var word = RandomWord(random, 12);

            var ids = Encode(new UnigramModel(pieces, 0), word);

            Assert.Equal(word, string.Concat(ids.Select(id => pieces[id].Text)));
            Assert.Equal(Best(pieces, word), ids.Sum(id => pieces[id].Score));
        }
    }

    [Fact]
    public void Long_words_are_cut_as_short_ones()
    {
        var model = new UnigramModel([new("?", 0), new("a", -2), new("ab", -3), new("\u4E2D", -1)], 0);
        int[] once = [2, 3, 0, 1];
        Assert.Equal(once, Encode(model, "ab\u4E2Dxa"));

        var ids = Encode(model, string.Concat(Enumerable.Repeat("ab\u4E2Dxa", 100_000)));

        Assert.Equal(Enumerable.Repeat(once, 100_000).SelectMany(id => id), ids);
    }

    /// <summary>Scores are halves, whose sums are exact, so that many ways have the same sum.</summary>
    private static UnigramPiece[] RandomPieces(Random random)
    {
        string[] letters = ["a", "b", "\u00E9"];
        var texts = letters.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => RandomWord(random, 4))).Distinct();
        return [new("?", -20), .. texts.Select(text => new UnigramPiece(text, -0.5 * random.Next(1, 12)))];
    }

    private static string RandomWord(Random random, int longest) =>
        string.Concat(Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => "ab\u00E9"[random.Next(3)]));

    /// <summary>All ways to cut: the first piece, and what is left.</summary>
    private static double Best(UnigramPiece[] pieces, string word) => word.Length == 0
        ? 0
        : pieces.Where(piece => word.StartsWith(piece.Text, StringComparison.Ordinal))
            .Max(piece => piece.Score + Best(pieces, word[piece.Text.Length..]));

    private static int[] Encode(UnigramModel model, string word)
    {
        var ids = new List<int>();
        model.Encode(word, ids);
        return [.. ids];
    }
}
