using MultimodalEmbeddings.Fuzz.Seeds;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>A tokenizer's files, each damaged beside sound ones; what loads has to tokenise as well.</summary>
internal static class TokenizerKinds
{
    private static readonly string[] Settings = ["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"];

    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        Of("tokenizer.json", TokenizerJson) with { Share = 40 },
        Of("vocab.txt", () => Beside("vocab.txt", TinyTokenizers.VocabularyText)),
        Of("vocab.json", () => Beside("vocab.json", TinyTokenizers.VocabularyAndMerges, "merges.txt")),
        Of("merges.txt", () => Beside("merges.txt", TinyTokenizers.VocabularyAndMerges, "vocab.json")),
        Of("sentencepiece.bpe.model", () => Beside("sentencepiece.bpe.model", TinyUnigram.SentencePieceModel)),
        .. Settings.Select(file => Of(file, () => SettingsSeeds(file)) with { Share = 10 }),
    ];

    private static FuzzKind Of(string name, Func<IEnumerable<Seed>> seeds) =>
        new(name, seeds) { Read = Read, Refusals = [typeof(TokenizerException)] };

    private static void Read(string folder)
    {
        var tokenizer = TokenizerFiles.Load(folder);
        foreach (var sentence in Sentences.All)
        {
            tokenizer.Encode(sentence);
        }
    }

    private static IEnumerable<Seed> TokenizerJson() =>
    [
        new("WordPiece", TinyTokenizers.WordPiece, ["tokenizer.json"]),
        new("BPE", TinyTokenizers.BytePair(pairs: false), ["tokenizer.json"]),
        new("BPE, merges as pairs", TinyTokenizers.BytePair(pairs: true), ["tokenizer.json"]),
        new("BPE of characters", TinyTokenizers.PlainBytePair, ["tokenizer.json"]),
        new("Unigram", TinyUnigram.TokenizerJson, ["tokenizer.json"]),
        new("WordPiece with many steps", TinyTokenizers.ManySteps, ["tokenizer.json"]),
        .. ReferenceFiles.Folders("tokenizer.json"),
    ];

    private static IEnumerable<Seed> Beside(string file, Dictionary<string, byte[]> files, params string[] companions) =>
        [new("generated", files, [file]), .. ReferenceFiles.Folders(file, [.. companions, .. Settings])];

    private static IEnumerable<Seed> SettingsSeeds(string file)
    {
        Dictionary<string, byte[]>[] tokenizers =
            [TinyTokenizers.VocabularyText, TinyTokenizers.VocabularyAndMerges, TinyUnigram.SentencePieceModel];
        return tokenizers.Where(files => files.ContainsKey(file)).Select(files => new Seed(files.Keys.First(), files, [file]));
    }
}
