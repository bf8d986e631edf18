using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class AddedTokenSplitterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("a<x>b", "a|#1|b")]
    [InlineData("<x><x>", "#1|#1")]
    [InlineData("<X> <x", "<X> <x")]
    [InlineData("a<x>>b", "a|#2|b")]                   // the longest at a place
    [InlineData("a \t\u3000<l> b", "a|#3| b")]         // takes all white space before it
    [InlineData(" <l> <l>", "#3|#3")]
    [InlineData("<x> <l>", "#1|#3")]
    [InlineData("a <r> \n b", "a |#4|b")]              // takes all white space behind it
    [InlineData("<r>  ", "#4")]
    [InlineData("<r> <l>", "#4|#3")]
    [InlineData("yes yesterday ayes yes", "#5| yesterday ayes |#5")]
    public void Tokens_are_found_as_python_finds_them(string text, string expected)
    {
        AddedToken[] tokens =
        [
            new("<x>", 1),
            new("<x>>", 2),
            new("<l>", 3) { LeftStrip = true },
            new("<r>", 4) { RightStrip = true },
            new("yes", 5) { SingleWord = true },
        ];

        var pieces = new AddedTokenSplitter([.. tokens.Select(token => (token.Content, token))]).Split(text);

        Assert.Equal(expected, string.Join('|', pieces.Select(piece => piece.Token is { } token ? $"#{token.Id}" : piece.Text)));
    }

    [Fact]
    public void Without_stripping_the_pieces_are_the_text()
    {
        AddedToken[] tokens = [new("a", 1), new("ab", 2), new("aba", 3), new("bb", 4)];
        var splitter = new AddedTokenSplitter([.. tokens.Select(token => (token.Content, token))]);
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 20)).Select(_ => "abc "[random.Next(4)]));
            var pieces = splitter.Split(text).ToArray();

            Assert.Equal(text, string.Concat(pieces.Select(piece => piece.Token?.Content ?? piece.Text)));
            Assert.All(pieces, piece => Assert.False(piece.Text?.Contains('a', StringComparison.Ordinal) ?? false));
        }
    }
}
