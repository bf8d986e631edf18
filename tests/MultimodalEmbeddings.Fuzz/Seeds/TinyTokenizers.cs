using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Tokenizers of a few tokens, in the files that they come in.</summary>
internal static class TinyTokenizers
{
    private static readonly string[] Words =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "dog", "run", "##s", "##ning", "a", "##a", "!", "e", "##e", "\u4E2D", "new",
    ];

    private static readonly string[] Merges = ["d o", "\u0120 do", "\u0120do g", "do g", "r u", "ru n", "a a", "aa aa"];

    public static int WordPieceSize => Words.Length;

    public static int BytePairSize => BytePairVocabulary.Count;

    public static Dictionary<string, byte[]> VocabularyText => new()
    {
        ["vocab.txt"] = Text(string.Join('\n', Words) + "\n"),
        ["added_tokens.json"] = Text("""{"new":15}"""),
        ["tokenizer_config.json"] = Text(WordPieceConfig),
        ["special_tokens_map.json"] = Text(SpecialTokens),
    };

    public static Dictionary<string, byte[]> VocabularyAndMerges => new()
    {
        ["vocab.json"] = Text(JsonSerializer.Serialize(BytePairVocabulary)),
        ["merges.txt"] = Text("#version: 0.2\n" + string.Join('\n', Merges) + "\n"),
        ["tokenizer_config.json"] = Text(
            """{"tokenizer_class":"RobertaTokenizer","add_prefix_space":false,"model_max_length":12}"""),
        ["special_tokens_map.json"] = Text("""{"unk_token":"<unk>","mask_token":{"content":"<mask>","lstrip":true}}"""),
        ["added_tokens.json"] = Text($$"""{"run":{{BytePairVocabulary["run"]}}}"""),
    };

    public static Dictionary<string, byte[]> WordPiece => new() { ["tokenizer.json"] = Text(WordPieceJson.ToJsonString()) };

    public static Dictionary<string, byte[]> BytePair(bool pairs) => new()
    {
        ["tokenizer.json"] = Text(BytePairJson(pairs).ToJsonString()),
    };

    /// <summary>Every normalizer and word splitter, one after another.</summary>
    public static Dictionary<string, byte[]> ManySteps
    {
        get
        {
            var json = WordPieceJson;
            json["normalizer"] = JsonNode.Parse(
                """
                {"type":"Sequence","normalizers":[{"type":"NFD"},{"type":"StripAccents"},{"type":"Lowercase"},
                {"type":"NFKC"},{"type":"Nmt"},
                {"type":"Strip","strip_left":true,"strip_right":true},{"type":"NFKD"},{"type":"NFC"},
                {"type":"Replace","pattern":{"String":"a"},"content":"aa"},
                {"type":"Replace","pattern":{"Regex":"\\s+"},"content":" "},
                {"type":"BertNormalizer","lowercase":true}]}
                """);
            json["pre_tokenizer"] = JsonNode.Parse(
                """
                {"type":"Sequence","pretokenizers":[{"type":"Whitespace"},{"type":"Punctuation","behavior":"Isolated"},
                {"type":"WhitespaceSplit"}]}
                """);
            json["post_processor"] = JsonNode.Parse(
                """{"type":"Sequence","processors":[{"type":"BertProcessing","sep":["[SEP]",3],"cls":["[CLS]",2]}]}""");
            return new Dictionary<string, byte[]> { ["tokenizer.json"] = Text(json.ToJsonString()) };
        }
    }

    /// <summary>A byte-pair model of characters instead of bytes.</summary>
    public static Dictionary<string, byte[]> PlainBytePair => new()
    {
        ["tokenizer.json"] = Text(
            """
            {"pre_tokenizer":{"type":"Metaspace","replacement":"\u2581","add_prefix_space":true},
            "normalizer":{"type":"Lowercase"},
            "model":{"type":"BPE","vocab":{"a":0,"d":1,"o":2,"g":3,"\u2581":4,"aa":5,"do":6,"aaaa":7,"dog":8,"[PAD]":9},
            "merges":["a a","d o","aa aa","do g"]}}
            """),
    };

    private const string SpecialTokens =
        """{"cls_token":"[CLS]","sep_token":"[SEP]","pad_token":"[PAD]","unk_token":"[UNK]","mask_token":"[MASK]"}""";

    private const string WordPieceConfig =
        """
        {"do_lower_case":true,"tokenizer_class":"BertTokenizer","strip_accents":null,"tokenize_chinese_chars":true,
        "model_max_length":12,"additional_special_tokens":["new"],"added_tokens_decoder":{"4":{"content":"[MASK]","lstrip":true,
        "rstrip":false,"normalized":false,"single_word":false,"special":true}}}
        """;

    private static Dictionary<string, int> BytePairVocabulary { get; } = Numbered(
    [
        "<s>", "<pad>", "</s>", "<unk>", .. ByteSymbols.All,
        .. Merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal)), "<mask>",
    ]);

    private static JsonObject WordPieceJson => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = new JsonObject { ["pad_id"] = 0, ["pad_token"] = "[PAD]" },
        ["added_tokens"] = new JsonArray(AddedToken(4, "[MASK]"), AddedToken(15, "new")),
        ["normalizer"] = JsonNode.Parse(
            """{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true}"""),
        ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
        ["post_processor"] = JsonNode.Parse(
            """
            {"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},
            {"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],"pair":[],
            "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
            "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}}
            """),
        ["decoder"] = new JsonObject { ["type"] = "WordPiece", ["prefix"] = "##" },
        ["model"] = new JsonObject
        {
            ["type"] = "WordPiece",
            ["unk_token"] = "[UNK]",
            ["continuing_subword_prefix"] = "##",
            ["max_input_chars_per_word"] = 100,
            ["vocab"] = JsonSerializer.SerializeToNode(Numbered(Words)),
        },
    };

    private static JsonObject BytePairJson(bool pairs) => new()
    {
        ["added_tokens"] = new JsonArray(AddedToken(BytePairVocabulary["<mask>"], "<mask>"), AddedToken(0, "<s>")),
        ["pre_tokenizer"] = JsonNode.Parse(
            """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}"""),
        ["post_processor"] = JsonNode.Parse(
            """{"type":"RobertaProcessing","sep":["</s>",2],"cls":["<s>",0],"trim_offsets":true}"""),
        ["model"] = new JsonObject
        {
            ["type"] = "BPE",
            ["dropout"] = null,
            ["unk_token"] = null,
            ["byte_fallback"] = false,
            ["vocab"] = JsonSerializer.SerializeToNode(BytePairVocabulary),
            ["merges"] = pairs
                ? JsonSerializer.SerializeToNode(Merges.Select(merge => merge.Split(' ')))
                : JsonSerializer.SerializeToNode(Merges),
        },
    };

    private static JsonObject AddedToken(int id, string content) => new()
    {
        ["id"] = id,
        ["content"] = content,
        ["single_word"] = false,
        ["lstrip"] = true,
        ["rstrip"] = false,
        ["normalized"] = content == "new",
        ["special"] = true,
    };

    private static Dictionary<string, int> Numbered(string[] tokens) =>
        Enumerable.Range(0, tokens.Length).ToDictionary(id => tokens[id]);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
