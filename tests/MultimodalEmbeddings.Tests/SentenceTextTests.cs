using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests;

[Trait(Category.Name, Category.Unit)]
public class SentenceTextTests
{
    [Theory]
    [InlineData("", false, "A Cat ", "A Cat ")]
    [InlineData("Query: ", false, "A Cat", "Query: A Cat")]
    [InlineData("Query: ", true, "A Cat", "query: a cat")]
    [InlineData("", true, "\u0130\u03A3", "i\u0307\u03C3")] // no final sigma: character by character
    [InlineData("", true, "\U00010400", "\U00010428")]
    public void A_prompt_is_put_before_it_then_all_is_lower_cased(string prompt, bool lower, string sentence, string expected) =>
        Assert.Equal(expected, new SentenceText(prompt, lower).Of(sentence));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("\uFFFDa", new SentenceText("", LowerCase: true).Of("\uD800A"));

    [Theory]
    [InlineData("", 24, 0)]
    [InlineData("the cat ", 24, 3)] // [CLS] the cat
    [InlineData("the cats", 24, 4)] // [CLS] the cat ##s
    [InlineData("the small cat runs", 4, 3)] // [CLS] the small [SEP]: cut as a sentence is
    [InlineData("THE CAT ", 24, 3)]
    public void A_prompts_tokens_are_counted_with_the_opening_one(string prompt, int maximum, int expected)
    {
        var tokenizer = WordPieceTokenizer.FromVocabulary(Tiny.Vocabulary);

        Assert.Equal(expected, new SentenceText(prompt, LowerCase: true).PromptTokens(tokenizer, maximum));
    }
}
