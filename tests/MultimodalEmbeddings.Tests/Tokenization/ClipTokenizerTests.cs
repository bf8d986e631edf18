using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class ClipTokenizerTests
{
    private const int E = SmallClip.LastByte + 0xA9;   // the second byte of U+00E9, at a word's end

    private static readonly IReadOnlyList<ITextTokenizer> Forms = SmallClip.BothForms();

    [Theory]
    [InlineData("", new int[0])]
    [InlineData(" \t\u0085", new int[0])]
    [InlineData("Dog  DOGS", new[] { SmallClip.Dog, SmallClip.Dogs })]
    [InlineData("dog's", new[] { SmallClip.Dog, SmallClip.S })]
    [InlineData("do", new[] { 'd', SmallClip.LastByte + 'o' })]   // "d o" does not merge the o that ends a word
    [InlineData("doe", new[] { SmallClip.Do, SmallClip.LastByte + 'e' })]
    [InlineData("10", new[] { SmallClip.LastByte + '1', SmallClip.LastByte + '0' })]
    [InlineData("!!", new[] { '!', SmallClip.LastByte + '!' })]
    [InlineData("\u00C9 e\u0301", new[] { SmallClip.Accented, SmallClip.Accented })]
    [InlineData("\u00E9e", new[] { 0xC3, 0xA9, SmallClip.LastByte + 'e' })]
    [InlineData("\u0130", new[] { SmallClip.LastByte + 'i', 0xCC, SmallClip.LastByte + 0x87 })]
    [InlineData("\u03A3\u03A3", new[] { 0xCF, 0x83, 0xCF, SmallClip.LastByte + 0x83 })]   // no final sigma
    [InlineData("dog<|endoftext|>dog", new[] { SmallClip.Dog, SmallClip.Closing, SmallClip.Dog })]
    [InlineData("<|startoftext|>dog", new[] { SmallClip.Opening, SmallClip.Dog })]
    public void Ids_are_those_that_the_merges_give(string text, int[] inside) =>
        Assert.All(Forms, form => Assert.Equal([SmallClip.Opening, .. inside, SmallClip.Closing], form.Encode(text)));

    [Fact]
    public void A_special_token_in_capitals_is_cut_off_from_what_follows_but_is_no_token()
    {
        int[] spelled =
        [
            '<', SmallClip.LastByte + '|', .. "startoftex".Select(letter => (int)letter), SmallClip.LastByte + 't',
            '|', SmallClip.LastByte + '>', SmallClip.LastByte + '!',
        ];
        Assert.All(
            Forms, form => Assert.Equal([SmallClip.Opening, .. spelled, SmallClip.Closing], form.Encode("<|STARTOFTEXT|>!")));
    }

    [Fact]
    public void A_limit_keeps_the_closing_token_and_the_same_token_pads() => Assert.All(Forms, form =>
    {
        Assert.Equal([SmallClip.Opening, SmallClip.Dog, SmallClip.Closing], form.Encode("dog dog dog", 3));
        Assert.Equal(SmallClip.Closing, form.PaddingId);
        Assert.Equal(SmallClip.Closing + 1, form.VocabularySize);
    });

    [Fact]
    public void Forms_of_unicode_white_space_and_case_make_no_difference_and_both_files_agree()
    {
        var random = new Random(31);
        for (var round = 0; round < 3000; round++)
        {
            var text = RandomText(random);
            var ids = Forms[0].Encode(text);

            Assert.Equal(ids, Forms[1].Encode(text));
            Assert.Equal(ids, Forms[0].Encode(text.Normalize(System.Text.NormalizationForm.FormC)));
            Assert.Equal(ids, Forms[0].Encode(text.Normalize(System.Text.NormalizationForm.FormD)));
            Assert.Equal(ids, Forms[0].Encode($" \u2028{text.Replace(" ", "\u00A0\t\u0085 ", StringComparison.Ordinal)}\n"));
            Assert.Equal(ids, Forms[0].Encode(UpperAscii(text)));
        }
    }

    [Fact]
    public void The_ids_of_words_are_the_ids_of_their_text()
    {
        var random = new Random(37);
        for (var round = 0; round < 1000; round++)
        {
            var texts = Enumerable.Range(0, 5).Select(_ => RandomText(random)).ToArray();
            var words = texts.SelectMany(text => Forms[1].Encode(text)[1..^1]);

            Assert.Equal([SmallClip.Opening, .. words, SmallClip.Closing], Forms[1].Encode(string.Join(' ', texts)));
        }
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "CLIPTokenizerFast", "pad_token": "!"}""", '!', SmallClip.Opening, SmallClip.Closing)]
    [InlineData(
        """{"tokenizer_class": "CLIPTokenizer", "bos_token": {"content": "<|endoftext|>"}, "eos_token": "<|startoftext|>"}""",
        SmallClip.Closing, SmallClip.Closing, SmallClip.Opening)]
    public void The_configuration_names_the_special_tokens(string config, int padding, int opening, int closing)
    {
        using var folder = SmallClip.VocabularyFolder(config);
        var tokenizer = TokenizerFiles.Load(folder.FullName);

        Assert.Equal(padding, tokenizer.PaddingId);
        Assert.Equal([opening, SmallClip.Dog, closing], tokenizer.Encode("dog"));
    }

    private static string RandomText(Random random)
    {
        string[] parts =
        [
            "dog", "dogs", "do", "'s", "'ll", "'", " ", " ", "1", "\u00BD", "!", "\u00E9", "e\u0301", "\uD55C", "\u4E2D",
            "\u03C3", "\U0001F600", "\U00010428", "\u001C", "\uFEFF", "<|endoftext|", "<|startoftext|>",
        ];
        return string.Concat(random.GetItems(parts, random.Next(12)));
    }

    /// <summary>Capitals everywhere but in the special token, which is found as it is spelled.</summary>
    private static string UpperAscii(string text) => string.Join(
        "<|startoftext|>", text.Split("<|startoftext|>").Select(part => string.Concat(part.Select(letter =>
            char.IsAsciiLetterLower(letter) ? char.ToUpperInvariant(letter) : letter))));
}
