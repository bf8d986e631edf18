using System.Text.Json.Nodes;
using Google.Protobuf;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>A unigram tokenizer small enough to check by eye, in both of its forms.</summary>
internal static class SmallUnigram
{
    public const int Space = 4;
    public const int A = 5;
    public const int B = 6;
    public const int AB = 7;
    public const int BA = 8;
    public const int SpaceA = 9;
    public const int SpaceAB = 10;
    public const int Fi = 11;
    public const int Mask = 12;

    /// <summary>Pieces in fairseq's order, with which ids begin at 4, and without the mask.</summary>
    public static readonly (string Text, float Score)[] Pieces =
    [
        ("\u2581", -2), ("a", -3), ("b", -3), ("ab", -4), ("ba", -3.5f), ("\u2581a", -4), ("\u2581ab", -5), ("fi", -2),
    ];

    /// <summary>Capitals become small, the ligature falls apart, e and acute become one, a zero width space goes.</summary>
    public static readonly (string From, string To)[] Rules =
        [("A", "a"), ("\uFB01", "fi"), ("e\u0301", "\u00E9"), ("\u200B", ""), ("\u00A0", " ")];

    public static JsonObject Json() => new()
    {
        ["added_tokens"] = new JsonArray(
            new JsonObject { ["id"] = 0, ["content"] = "<s>" },
            new JsonObject { ["id"] = 1, ["content"] = "<pad>" },
            new JsonObject { ["id"] = 2, ["content"] = "</s>" },
            new JsonObject { ["id"] = 3, ["content"] = "<unk>" },
            new JsonObject { ["id"] = Mask, ["content"] = "<mask>", ["lstrip"] = true }),
        ["normalizer"] = new JsonObject
        {
            ["type"] = "Precompiled",
            ["precompiled_charsmap"] = Convert.ToBase64String(SmallCharacterMap.Bytes(Rules)),
        },
        ["pre_tokenizer"] = JsonNode.Parse("""
            {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"},
                {"type": "Metaspace", "replacement": "\u2581", "str_rep": "\u2581", "add_prefix_space": true}]}
            """),
        ["post_processor"] = JsonNode.Parse("""
            {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>"}}, {"Sequence": {"id": "A"}},
                {"SpecialToken": {"id": "</s>"}}], "special_tokens": {"<s>": {"ids": [0]}, "</s>": {"ids": [2]}}}
            """),
        ["model"] = new JsonObject { ["type"] = "Unigram", ["unk_id"] = 3, ["vocab"] = new JsonArray([.. Vocabulary()]) },
    };

    /// <summary>The protocol buffer of the same model.</summary>
    public static byte[] SentencePieceModel()
    {
        using var memory = new MemoryStream();
        using (var output = new CodedOutputStream(memory, leaveOpen: true))
        {
            (string, float, int)[] first = [("<unk>", 0, 2), ("<s>", 0, 3), ("</s>", 0, 3)];
            foreach (var piece in first.Concat(Pieces.Select(piece => (piece.Text, piece.Score, 1))))
            {
                Write(output, 1, PieceMessage(piece));
            }

            Write(output, 2, Message(trainer => WriteNumber(trainer, 3, 1)));
            Write(output, 3, Message(normalizer => Write(normalizer, 2, SmallCharacterMap.Bytes(Rules))));
        }

        return memory.ToArray();
    }

    public static TemporaryFolder Folder(string config = """{"tokenizer_class": "XLMRobertaTokenizer"}""")
    {
        var folder = SmallTokenizers.Folder(("tokenizer_config.json", config));
        File.WriteAllBytes(folder.File("sentencepiece.bpe.model"), SentencePieceModel());
        return folder;
    }

    public static byte[] Message(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var output = new CodedOutputStream(memory, leaveOpen: true))
        {
            write(output);
        }

        return memory.ToArray();
    }

    public static byte[] PieceMessage((string Text, float Score, int Kind) piece) => Message(output =>
    {
        Write(output, 1, ByteString.CopyFromUtf8(piece.Text).ToByteArray());
        output.WriteTag(2, WireFormat.WireType.Fixed32);
        output.WriteFloat(piece.Score);
        WriteNumber(output, 3, piece.Kind);
    });

    public static void Write(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(message));
    }

    public static void WriteNumber(CodedOutputStream output, int field, int number)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(number);
    }

    private static IEnumerable<JsonNode> Vocabulary() =>
        SmallTokenizers.RobertaSpecials.Select(text => (Text: text, Score: 0f)).Concat(Pieces).Append(("<mask>", 0f))
            .Select(piece => new JsonArray(piece.Item1, (double)piece.Item2));
}
