using System.Globalization;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class GraphemeClusterTests
{
    // Letters of several scripts, marks, joiners, controls, syllables, flags, emoji. No Indic conjuncts, which .NET lacks.
    private const string Alphabet =
        "ab\r\n\t\u0000\u00A9\u2122\u0301\u0323\u200C\u200D\uFE0F\u0903\u0600\u06DD\u1100\u1161\u11A8\uAC00\uAC01\u4E2D\u200B";

    private static readonly string[] Astral =
        ["\U0001F1E6", "\U0001F1E7", "\U0001F468", "\U0001F3FB", "\U0001F600", "\U000E0020"];

    [Theory]
    [InlineData("ab", "a|b")]
    [InlineData("e\u0301\u0323x", "e\u0301\u0323|x")]
    [InlineData("\r\n\n\r", "\r\n|\n|\r")]
    [InlineData("\u0001\u0301a", "\u0001|\u0301|a")]
    [InlineData("\u0600\u0601a", "\u0600\u0601a")]                        // numbers' signs join what follows
    [InlineData("\u0600\n", "\u0600|\n")]
    [InlineData("\u1100\u1161\u11A8\u1100", "\u1100\u1161\u11A8|\u1100")]
    [InlineData("\uAC00\u11A8\uAC01\u1161", "\uAC00\u11A8|\uAC01|\u1161")]
    [InlineData("\U0001F1E6\U0001F1E7\U0001F1E6", "\U0001F1E6\U0001F1E7|\U0001F1E6")]
    [InlineData("\U0001F468\u200D\U0001F468", "\U0001F468\u200D\U0001F468")]
    [InlineData("\u00A9\u0301\u200D\u2122", "\u00A9\u0301\u200D\u2122")]
    [InlineData("a\u200D\u2122", "a\u200D|\u2122")]
    [InlineData("\u2122\u200D\u200D\u2122", "\u2122\u200D\u200D|\u2122")]
    [InlineData("\u0915\u094D\u0937", "\u0915\u094D\u0937")]              // a conjunct
    [InlineData("\u0915\u093C\u094D\u200D\u0937x", "\u0915\u093C\u094D\u200D\u0937|x")]
    [InlineData("\u0915\u094D\u200C\u0937", "\u0915\u094D\u200C|\u0937")]
    [InlineData("\u0915\u0903\u0937", "\u0915\u0903|\u0937")]
    [InlineData("a\u094D\u0937", "a\u094D|\u0937")]
    public void Clusters_are_those_of_the_standard(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Clusters(text)));

    [Fact]
    public void Clusters_are_those_of_dotnet_where_it_follows_the_standard()
    {
        var random = new Random(9);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => RandomCharacter(random)));
            Assert.Equal(DotNetClusters(text), Clusters(text));
        }
    }

    private static string RandomCharacter(Random random) => random.Next(Alphabet.Length + Astral.Length) is var index
        && index < Alphabet.Length ? Alphabet[index].ToString() : Astral[index - Alphabet.Length];

    private static List<string> Clusters(string text)
    {
        var clusters = new List<string>();
        for (var start = 0; start < text.Length; start += clusters[^1].Length)
        {
            clusters.Add(text.Substring(start, GraphemeCluster.LengthOfFirst(text.AsSpan(start))));
        }

        return clusters;
    }

    private static List<string> DotNetClusters(string text)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        return [.. starts.Zip(starts.Skip(1).Append(text.Length), (start, end) => text[start..end])];
    }
}
