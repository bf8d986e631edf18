using System.Text.Json;
using System.Text.Json.Nodes;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>Tokenizer folders small enough to check by eye.</summary>
internal static class SmallTokenizers
{
    public static readonly string[] BertTokens =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "dog", "run", "##s", "##ning", "a", "!", "e", "##e", "\u4E2D"];

    public static readonly string[] RobertaSpecials = ["<s>", "<pad>", "</s>", "<unk>"];

    public static readonly string[] RobertaMerges = ["d o", "\u0120 do", "\u0120do g", "do g", "r u", "ru n"];

    /// <summary>Special tokens 0 to 3, the byte symbols from 4 on, the merges' results, and the mask last.</summary>
    public static Dictionary<string, int> RobertaVocabulary()
    {
        var results = RobertaMerges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal));
        return Numbered([.. RobertaSpecials, .. ByteSymbols.All, .. results, "<mask>"]);
    }

    public static TemporaryFolder Folder(params (string Name, string Content)[] files)
    {
        var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
        {
            File.WriteAllText(folder.File(name), content);
        }

        return folder;
    }

    public static TemporaryFolder Bert(string config = "{}") =>
        Folder(("vocab.txt", string.Join('\n', BertTokens)), ("tokenizer_config.json", config));

    public static TemporaryFolder Roberta(string config = "{}") => Folder(
        ("vocab.json", JsonSerializer.Serialize(RobertaVocabulary())),
        ("merges.txt", "#version: 0.2\n" + string.Join('\n', RobertaMerges) + "\n"),
        ("tokenizer_config.json", config));

    public static JsonObject BertJson() => new()
    {
        ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = 4, ["content"] = "[MASK]", ["lstrip"] = true }),
        ["normalizer"] = new JsonObject { ["type"] = "BertNormalizer", ["lowercase"] = true },
        ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
        ["post_processor"] = new JsonObject
        {
            ["type"] = "BertProcessing",
            ["sep"] = new JsonArray("[SEP]", 3),
            ["cls"] = new JsonArray("[CLS]", 2),
        },
        ["model"] = new JsonObject
        {
            ["type"] = "WordPiece",
            ["unk_token"] = "[UNK]",
            ["max_input_chars_per_word"] = 100,
            ["vocab"] = JsonSerializer.SerializeToNode(Numbered(BertTokens)),
        },
    };

    public static JsonObject RobertaJson(bool mergesAsPairs) => new()
    {
        ["added_tokens"] = new JsonArray(
            new JsonObject { ["id"] = RobertaVocabulary()["<mask>"], ["content"] = "<mask>", ["lstrip"] = true },
            new JsonObject { ["id"] = 0, ["content"] = "<s>" }),
        ["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false },
        ["post_processor"] = new JsonObject
        {
            ["type"] = "RobertaProcessing",
            ["sep"] = new JsonArray("</s>", 2),
            ["cls"] = new JsonArray("<s>", 0),
        },
        ["model"] = new JsonObject
        {
            ["type"] = "BPE",
            ["vocab"] = JsonSerializer.SerializeToNode(RobertaVocabulary()),
            ["merges"] = mergesAsPairs
                ? JsonSerializer.SerializeToNode(RobertaMerges.Select(merge => merge.Split(' ')))
                : JsonSerializer.SerializeToNode(RobertaMerges),
        },
    };

    private static Dictionary<string, int> Numbered(string[] tokens) =>
        Enumerable.Range(0, tokens.Length).ToDictionary(id => tokens[id]);

    public static ITextTokenizer Load(JsonObject tokenizerJson)
    {
        using var folder = Folder(("tokenizer.json", tokenizerJson.ToJsonString()));
        return TokenizerFiles.Load(folder.FullName);
    }
}
