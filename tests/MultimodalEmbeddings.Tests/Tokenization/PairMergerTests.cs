using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class PairMergerTests
{
    private static readonly string[] Letters = ["a", "b", "c"];

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("aaa", "aa a")]                // of equal merges the leftmost comes first
    [InlineData("aab", "a ab")]                // "a b" is an earlier merge than "a a"
    [InlineData("abab", "abab")]
    [InlineData("cabab", "c abab")]
    public void The_earliest_merge_comes_first(string word, string expected) =>
        Assert.Equal(expected, Merge(["a b", "a a", "ab ab"], word));

    [Fact]
    public void Merging_with_a_queue_equals_merging_step_by_step()
    {
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var merges = RandomMerges(random);
            var word = string.Concat(Enumerable.Range(0, random.Next(0, 24)).Select(_ => "abc"[random.Next(3)]));

            Assert.Equal(StepByStep(merges, word), Merge(merges, word));
        }
    }

    /// <summary>The definition: while any pair can merge, merge the earliest of the list at its leftmost place.</summary>
    private static string StepByStep(string[] merges, string word)
    {
        var symbols = word.Select(symbol => symbol.ToString()).ToList();
        while (true)
        {
            var best = Enumerable.Range(0, Math.Max(0, symbols.Count - 1))
                .Select(i => (Rank: Array.IndexOf(merges, $"{symbols[i]} {symbols[i + 1]}"), Place: i))
                .Where(pair => pair.Rank >= 0).DefaultIfEmpty((-1, -1)).Min();
            if (best.Item1 < 0)
            {
                return string.Join(' ', symbols);
            }

            symbols[best.Item2] += symbols[best.Item2 + 1];
            symbols.RemoveAt(best.Item2 + 1);
        }
    }

    private static string[] RandomMerges(Random random)
    {
        var tokens = Letters.ToList();
        var merges = new List<string>();
        while (merges.Count < 12)
        {
            var (left, right) = (tokens[random.Next(tokens.Count)], tokens[random.Next(tokens.Count)]);
            if (!merges.Contains($"{left} {right}") && !tokens.Contains(left + right))
            {
                merges.Add($"{left} {right}");
                tokens.Add(left + right);
            }
        }

        return [.. merges];
    }

    private static string Merge(string[] merges, string word)
    {
        var results = merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal));
        var tokens = Letters.Concat(results).Distinct().ToArray();
        var vocabulary = Enumerable.Range(0, tokens.Length).ToDictionary(id => tokens[id], id => id);
        var ids = new List<int>();
        new PairMerger(vocabulary, merges).Merge([.. word.Select(symbol => vocabulary[symbol.ToString()])], ids);
        return string.Join(' ', ids.Select(id => tokens[id]));
    }
}
