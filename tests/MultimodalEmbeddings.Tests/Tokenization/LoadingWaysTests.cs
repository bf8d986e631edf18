using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>What does not depend on how a tokenizer is stored, for every tokenizer folder of the reference.</summary>
[Trait(Category.Name, Category.Reference)]
public sealed class LoadingWaysTests
{
    private const string Folder = "tokenizers/tokenizers";

    public static IEnumerable<TheoryDataRow<string>> Tokenizers() =>
        SharedFolder.ReferenceFolders(Folder, "tokenizer_config.json");

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Tokenizer_json_and_the_vocabulary_files_give_the_same_ids(string name)
    {
        var source = SharedFolder.RequireReference(Path.Combine(Folder, name));
        Assert.SkipUnless(TokenizerForms.HasBoth(source), $"{name} has one form only.");
        var forms = TokenizerForms.Load(source);

        AssertSameIds(forms[0], forms[1]);
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void A_saved_tokenizer_has_the_same_files_and_gives_the_same_ids(string name)
    {
        var source = SharedFolder.RequireReference(Path.Combine(Folder, name));
        var loaded = SupportedTokenizer.Load(source);
        using var target = new TemporaryFolder();
        var folder = target.File("new");

        loaded.Save(folder);

        Assert.All(
            Directory.GetFiles(folder).Select(Path.GetFileName),
            file => Assert.Equal(File.ReadAllBytes(Path.Combine(source, file!)), File.ReadAllBytes(Path.Combine(folder, file!))));
        AssertSameIds(loaded, TokenizerFiles.Load(folder));
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Many_threads_get_the_ids_that_one_gets(string name)
    {
        var tokenizer = SupportedTokenizer.Load(SharedFolder.RequireReference(Path.Combine(Folder, name)));
        var texts = Texts("multilingual");
        var alone = Array.ConvertAll(texts, text => tokenizer.Encode(text));

        var together = texts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(text => tokenizer.Encode(text)).ToArray();

        Assert.Equal(alone, together);
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void A_limit_cuts_before_the_closing_tokens(string name)
    {
        var tokenizer = SupportedTokenizer.Load(SharedFolder.RequireReference(Path.Combine(Folder, name)));
        var frame = tokenizer.Encode("");
        foreach (var text in Texts("edge"))
        {
            var whole = tokenizer.Encode(text);
            for (var limit = 2; limit < Math.Min(whole.Length, 12); limit++)
            {
                Assert.Equal([.. whole[..(limit - frame.Length + 1)], frame[^1]], tokenizer.Encode(text, limit));
            }
        }
    }

    private static void AssertSameIds(ITextTokenizer one, ITextTokenizer other)
    {
        Assert.Equal(one.VocabularySize, other.VocabularySize);
        Assert.Equal(one.PaddingId, other.PaddingId);
        Assert.All(Texts("edge").Concat(Texts("multilingual")), text => Assert.Equal(one.Encode(text), other.Encode(text)));
    }

    private static string[] Texts(string set) =>
        GoldenTexts.Texts(SharedFolder.RequireReference($"tokenizers/texts/{set}.jsonl.gz"));
}
