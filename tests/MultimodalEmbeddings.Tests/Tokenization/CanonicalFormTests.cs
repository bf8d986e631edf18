using System.Text;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class CanonicalFormTests
{
    private static readonly UnicodeNormalizer Composer = new(composes: true, isCompatible: false);

    [Theory]
    [InlineData("\u00E9", "e\u0301")]
    [InlineData("\u1EC7", "e\u0323\u0302")]                    // two steps: U+1EC7 -> U+1EB9 U+0302
    [InlineData("e\u0302\u0323", "e\u0323\u0302")]             // below (220) goes before above (230)
    [InlineData("a\u0301\u0300", "a\u0301\u0300")]             // equal classes keep their order
    [InlineData("\uD55C", "\u1112\u1161\u11AB")]
    [InlineData("\uF900", "\u8C48")]
    [InlineData("\U00011938", "\U00011938")]                   // decomposes only since Unicode 13
    public void Decomposition_is_that_of_unicode_12(string text, string expected) =>
        Assert.Equal(expected, Text(CanonicalForm.Decompose(text)));

    [Theory]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("e\u0302\u0323", "\u1EC7")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\u1112\u1161\u11A7", "\uD558\u11A7")]          // the filler below the first final consonant does not compose
    [InlineData("\u212B", "\u00C5")]                           // a singleton does not come back
    [InlineData("\u0958", "\u0915\u093C")]                     // excluded from composition
    [InlineData("a\u0315\u0300", "\u00E0\u0315")]              // a mark of another class does not block
    [InlineData("a\u05B0\u0301\u0300", "\u00E1\u05B0\u0300")]  // the second mark of a class stays
    public void Composition_is_that_of_unicode_12(string text, string expected) =>
        Assert.Equal(expected, Composer.Normalize(text));

    [Fact]
    public void Both_forms_are_stable_and_agree_on_random_texts()
    {
        var random = new Random(7);
        for (var round = 0; round < 5000; round++)
        {
            var text = RandomText(random);
            var decomposed = Text(CanonicalForm.Decompose(text));
            var composed = Composer.Normalize(text);

            Assert.Equal(decomposed, Text(CanonicalForm.Decompose(decomposed)));
            Assert.Equal(composed, Composer.Normalize(composed));
            Assert.Equal(decomposed, Text(CanonicalForm.Decompose(composed)));
            Assert.Equal(composed, Composer.Normalize(decomposed));
        }
    }

    private static string RandomText(Random random)
    {
        (int First, int Last)[] blocks =
        [
            (0x41, 0x17F), (0x300, 0x36F), (0x591, 0x5C7), (0x900, 0xDFF), (0x1100, 0x11FF), (0xAC00, 0xD7A3), (0x1D150, 0x1D1C0),
        ];
        var output = new StringBuilder();
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var (first, last) = blocks[random.Next(blocks.Length)];
            output.AppendRune(random.Next(first, last + 1));
        }

        return output.ToString();
    }

    private static string Text(IEnumerable<int> codePoints) =>
        string.Concat(codePoints.Select(code => new Rune(code).ToString()));
}
