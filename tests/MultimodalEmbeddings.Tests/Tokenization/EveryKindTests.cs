using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>What holds for every kind of tokenizer and every way to store it.</summary>
[Trait(Category.Name, Category.Unit)]
public sealed class EveryKindTests
{
    private const string Alphabet = "aabbdogrunse!  \t\n\0\u00E9\u0301\u4E2D\uFB01\u200B\uD800\uDC00<>[]/x";

    public static TheoryData<string> Kinds =>
        ["vocab.txt", "WordPiece", "vocab.json", "BPE", "sentencepiece.bpe.model", "Unigram", "CLIPTokenizer", "CLIP"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_limit_keeps_the_first_tokens_and_the_closing_one(string kind)
    {
        using var folder = Folder(kind);
        var tokenizer = TokenizerFiles.Load(folder.FullName);
        foreach (var text in RandomTexts(300))
        {
            var whole = tokenizer.Encode(text);
            for (var limit = 2; limit < whole.Length; limit++)
            {
                Assert.Equal([.. whole[..(limit - 1)], whole[^1]], tokenizer.Encode(text, limit));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_saved_tokenizer_gives_the_same_ids(string kind)
    {
        using var folder = Folder(kind);
        var tokenizer = TokenizerFiles.Load(folder.FullName);
        using var target = new TemporaryFolder();

        tokenizer.Save(target.File("saved"));

        var saved = TokenizerFiles.Load(target.File("saved"));
        Assert.Equal(tokenizer.VocabularySize, saved.VocabularySize);
        Assert.Equal(tokenizer.PaddingId, saved.PaddingId);
        Assert.All(RandomTexts(100), text => Assert.Equal(tokenizer.Encode(text), saved.Encode(text)));
        Assert.All(
            Directory.GetFiles(folder.FullName),
            file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(target.File($"saved/{Path.GetFileName(file)}"))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_lone_surrogate_counts_as_the_replacement_character(string kind)
    {
        using var folder = Folder(kind);
        var tokenizer = TokenizerFiles.Load(folder.FullName);
        foreach (var text in new[] { "\uD800", "a\uDC00b", "dog \uDBFF dog", "\uDC00\uD800" })
        {
            var replaced = new string([.. text.Select(unit => char.IsSurrogate(unit) ? '\uFFFD' : unit)]);
            Assert.Equal(tokenizer.Encode(replaced), tokenizer.Encode(text));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Special_tokens_are_found_inside_any_text(string kind)
    {
        using var folder = Folder(kind);
        var tokenizer = TokenizerFiles.Load(folder.FullName);
        var mask = Special(kind);
        var id = Assert.Single(tokenizer.Encode(mask)[1..^1]);

        Assert.Equal(2, tokenizer.Encode($"a\0{mask}b{mask}")[1..^1].Count(found => found == id));
        Assert.DoesNotContain(id, tokenizer.Encode(mask.Replace("a", "e", StringComparison.OrdinalIgnoreCase))[1..^1]);
    }

    [Theory]
    [InlineData("BertTokenizer", "vocab.txt", "")]
    [InlineData("DistilBertTokenizer", "vocab.txt", "")]
    [InlineData("ElectraTokenizer", "vocab.txt", "")]
    [InlineData("MPNetTokenizer", "vocab.txt", """, "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]" """)]
    [InlineData("RobertaTokenizer", "vocab.json", "")]
    [InlineData("XLMRobertaTokenizer", "sentencepiece.bpe.model", "")]
    [InlineData("PreTrainedTokenizer", "BPE", "")]
    public void The_classes_of_all_families_load_with_and_without_the_suffix_fast(string name, string kind, string tokens)
    {
        using var plain = Folder(kind);
        var expected = TokenizerFiles.Load(plain.FullName);
        foreach (var className in new[] { name, name + "Fast" })
        {
            using var folder = Folder(kind);
            File.WriteAllText(folder.File("tokenizer_config.json"), $$"""{"tokenizer_class": "{{className}}"{{tokens}}}""");

            var tokenizer = TokenizerFiles.Load(folder.FullName);

            Assert.Equal(expected.PaddingId, tokenizer.PaddingId);
            Assert.All(RandomTexts(50), text => Assert.Equal(expected.Encode(text), tokenizer.Encode(text)));
        }
    }

    private static string Special(string kind) => kind switch
    {
        "vocab.txt" or "WordPiece" => "[MASK]",
        "CLIPTokenizer" or "CLIP" => "<|startoftext|>",
        _ => "<mask>",
    };

    private static TemporaryFolder Folder(string kind) => kind switch
    {
        "vocab.txt" => SmallTokenizers.Bert(),
        "vocab.json" => SmallTokenizers.Roberta(),
        "sentencepiece.bpe.model" => SmallUnigram.Folder(),
        "CLIPTokenizer" => SmallClip.VocabularyFolder(),
        "CLIP" => SmallClip.JsonFolder(),
        "WordPiece" => SmallTokenizers.Folder(("tokenizer.json", SmallTokenizers.BertJson().ToJsonString())),
        "BPE" => SmallTokenizers.Folder(("tokenizer.json", SmallTokenizers.RobertaJson(mergesAsPairs: true).ToJsonString())),
        _ => SmallTokenizers.Folder(("tokenizer.json", SmallUnigram.Json().ToJsonString())),
    };

    private static List<string> RandomTexts(int count)
    {
        var random = new Random(23);
        return [.. Enumerable.Range(0, count).Select(_ => new string(
            [.. Enumerable.Range(0, random.Next(0, 24)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]))];
    }
}
