using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>A tokenizer in every form that its folder has: tokenizer.json, and the vocabulary's files.</summary>
internal static class TokenizerForms
{
    public const string Json = "tokenizer.json";

    public static readonly string[] VocabularyFiles = ["vocab.txt", "vocab.json", "merges.txt", "sentencepiece.bpe.model"];

    public static bool HasBoth(string folder) => Has(folder, Json) && VocabularyFiles.Any(file => Has(folder, file));

    public static IReadOnlyList<ITextTokenizer> Load(string folder)
    {
        if (!HasBoth(folder))
        {
            return [SupportedTokenizer.Load(folder)];
        }

        using var json = CopyWithout(folder, VocabularyFiles);
        using var vocabulary = CopyWithout(folder, [Json]);
        return [SupportedTokenizer.Load(json.FullName), SupportedTokenizer.Load(vocabulary.FullName)];
    }

    private static bool Has(string folder, string file) => File.Exists(Path.Combine(folder, file));

    private static TemporaryFolder CopyWithout(string source, string[] left)
    {
        string[] tokenizer = [Json, .. VocabularyFiles, "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"];
        var target = new TemporaryFolder();
        foreach (var file in tokenizer.Except(left).Where(file => Has(source, file)))
        {
            File.Copy(Path.Combine(source, file), target.File(file));
        }

        return target;
    }
}
