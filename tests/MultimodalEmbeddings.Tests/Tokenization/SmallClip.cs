using System.Text.Json;
using System.Text.Json.Nodes;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>CLIP's tokenizer with six merges, in both of its forms.</summary>
internal static class SmallClip
{
    public const string EndOfWord = "</w>";
    public const string Config = """{"tokenizer_class": "CLIPTokenizer"}""";

    /// <summary>The byte symbols come first, then those that end a word.</summary>
    public const int LastByte = 256;
    public const int Do = 512;
    public const int Dog = 513;
    public const int S = 514;
    public const int Dogs = 516;
    public const int Accented = 517;
    public const int Opening = 518;
    public const int Closing = 519;

    public static readonly string[] Merges =
        ["d o", "do g</w>", "' s</w>", "g s</w>", "do gs</w>", "\u00C3 \u00A9</w>"];

    private const string Normalizer = """
        {"type": "Sequence", "normalizers": [{"type": "NFC"},
            {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "}, {"type": "Lowercase"}]}
        """;

    private const string PreTokenizer = """
        {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "behavior": "Removed", "invert": true, "pattern": {"Regex":
                "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+"}},
            {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}]}
        """;

    private const string Frame =
        """{"type": "RobertaProcessing", "sep": ["<|endoftext|>", 519], "cls": ["<|startoftext|>", 518]}""";

    private const string AddedTokens = """[{"id": 518, "content": "<|startoftext|>"}, {"id": 519, "content": "<|endoftext|>"}]""";

    public static Dictionary<string, int> Vocabulary()
    {
        var results = Merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal));
        string[] tokens =
        [
            .. ByteSymbols.All, .. ByteSymbols.All.Select(symbol => symbol + EndOfWord), .. results,
            "<|startoftext|>", "<|endoftext|>",
        ];
        return Enumerable.Range(0, tokens.Length).ToDictionary(id => tokens[id]);
    }

    public static JsonObject Json() => new()
    {
        ["added_tokens"] = JsonNode.Parse(AddedTokens),
        ["normalizer"] = JsonNode.Parse(Normalizer),
        ["pre_tokenizer"] = JsonNode.Parse(PreTokenizer),
        ["post_processor"] = JsonNode.Parse(Frame),
        ["model"] = new JsonObject
        {
            ["type"] = "BPE",
            ["unk_token"] = "<|endoftext|>",
            ["continuing_subword_prefix"] = "",
            ["end_of_word_suffix"] = EndOfWord,
            ["vocab"] = JsonSerializer.SerializeToNode(Vocabulary()),
            ["merges"] = JsonSerializer.SerializeToNode(Merges.Select(merge => merge.Split(' '))),
        },
    };

    public static TemporaryFolder JsonFolder() => SmallTokenizers.Folder(
        ("tokenizer.json", Json().ToJsonString()), ("tokenizer_config.json", """{"pad_token": "<|endoftext|>"}"""));

    public static TemporaryFolder VocabularyFolder(string config = Config) => SmallTokenizers.Folder(
        ("vocab.json", JsonSerializer.Serialize(Vocabulary())),
        ("merges.txt", "#version: 0.2\n" + string.Join('\n', Merges) + "\n"),
        ("tokenizer_config.json", config));

    public static IReadOnlyList<ITextTokenizer> BothForms()
    {
        using var json = JsonFolder();
        using var vocabulary = VocabularyFolder();
        return [TokenizerFiles.Load(json.FullName), TokenizerFiles.Load(vocabulary.FullName)];
    }
}
