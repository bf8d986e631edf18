using System.Buffers.Binary;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class CharacterMapTests
{
    private static readonly (string From, string To)[] Rules =
    [
        ("\uFB01", "fi"), ("e\u0301", "\u00E9"), ("\u00AA", "a"), ("\u00AA\u0301", "\u00E1"), ("\u0301", "'"), ("\r", " "),
        ("Z", ""),
    ];

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("aZb", "ab")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("e\u0323\u0301", "e\u0323'")]           // no beginning of the cluster has a rule, so each character by itself
    [InlineData("e\u0301\u0323", "\u00E9")]             // five bytes: what follows the first match is lost
    [InlineData("e\u0301\u0323\u0323", "e'\u0323\u0323")]   // seven bytes: character by character
    [InlineData("\u00AA\u0301", "a")]                   // the shortest beginning counts, so the longer rule never does
    [InlineData("\uFB01\u0301", "fi")]
    [InlineData("\uFB01\uFE0F", "fi\uFE0F")]            // six bytes
    [InlineData("\r\n", " ")]
    [InlineData("\n\u0301", "\n'")]                     // nothing joins a control character
    [InlineData("\0\uFB01", "\0fi")]
    [InlineData("\U0001F600\uFB01", "\U0001F600fi")]
    public void A_short_cluster_becomes_what_its_beginning_stands_for(string text, string expected)
    {
        var map = CharacterMap.Read("file", "map", SmallCharacterMap.Bytes(Rules));
        Assert.Equal(expected, new CharacterMapNormalizer(map).Normalize(text));
    }

    [Fact]
    public void Ascii_is_left_alone_where_no_rule_is_for_it()
    {
        Assert.False(CharacterMap.Read("file", "map", SmallCharacterMap.Bytes(Rules)).KeepsPrintableAscii);
        Assert.True(CharacterMap.Read("file", "map", SmallCharacterMap.Bytes(Rules[..^1])).KeepsPrintableAscii);
    }

    [Fact]
    public void Rules_are_found_where_their_key_begins_a_text()
    {
        var random = new Random(8);
        for (var round = 0; round < 200; round++)
        {
            var keys = Enumerable.Range(0, random.Next(1, 12)).Select(_ => RandomText(random, 3)).Distinct().ToArray();
            var map = CharacterMap.Read("file", "map", SmallCharacterMap.Bytes([.. keys.Select(key => (key, $"<{key}>"))]));
            var text = RandomText(random, 5);
            var first = keys.Where(key => text.StartsWith(key, StringComparison.Ordinal)).MinBy(key => key.Length);

            Assert.Equal(first is null ? null : $"<{first}>", map.Find(System.Text.Encoding.UTF8.GetBytes(text)));
        }
    }

    [Theory]
    [InlineData("bytes", "has 4 bytes; it has to have from 5")]
    [InlineData("longer", "says that its table has 1000000 bytes, but")]
    [InlineData("none", "says that its table has 3 bytes")]
    [InlineData("texts", "has rules that lead to no text")]
    [InlineData("utf-8", "has rules that lead to no text")]
    public void A_damaged_map_is_named(string damage, string message)
    {
        var bytes = SmallCharacterMap.Bytes(Rules);
        switch (damage)
        {
            case "bytes":
                bytes = bytes[..4];
                break;
            case "texts":
                bytes = bytes[..^12];
                break;
            case "utf-8":
                bytes[4 + BinaryPrimitives.ReadInt32LittleEndian(bytes)] = 0xFF;
                break;
            default:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, damage == "none" ? 3 : 1_000_000);
                break;
        }

        var error = Assert.Throws<TokenizerException>(() => CharacterMap.Read("file", "map", bytes));
        Assert.StartsWith("file: 'map' ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(60, false)]
    public void Rules_may_not_share_so_much_that_their_texts_multiply(int rules, bool isSound)
    {
        var keys = Enumerable.Range('!', rules).Select(key => ((char)key).ToString());
        var bytes = SmallCharacterMap.Bytes([.. keys.Select(key => (key, "")), ("~", new string('y', 900))]);
        var texts = 4 + BinaryPrimitives.ReadInt32LittleEndian(bytes);
        bytes.AsSpan(texts, rules).Fill((byte)'x');   // of a rule's text, the next one's is a part

        var error = Record.Exception(() => CharacterMap.Read("file", "map", bytes));

        Assert.Equal(isSound ? null : typeof(TokenizerException), error?.GetType());
    }

    [Fact]
    public void Random_damage_gives_a_map_or_a_typed_error()
    {
        var sound = SmallCharacterMap.Bytes(Rules);
        var random = new Random(21);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = sound[..random.Next(sound.Length / 2, sound.Length + 1)];
            for (var hit = random.Next(0, 9); hit > 0; hit--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var error = Record.Exception(() => new CharacterMapNormalizer(CharacterMap.Read("file", "map", bytes))
                .Normalize("e\u0301\uFB01\u00AA\r\nZ\U0001F600"));
            Assert.True(error is null or TokenizerException, $"{error}");
        }
    }

    private static string RandomText(Random random, int longest) =>
        string.Concat(Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => "a\u00E9\u4E2D"[random.Next(3)]));
}
