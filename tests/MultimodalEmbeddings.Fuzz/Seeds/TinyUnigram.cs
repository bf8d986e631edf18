using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using MultimodalEmbeddings.Fuzz.Mutations;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>A unigram tokenizer of a few pieces, as SentencePiece and as Hugging Face's tokenizers write it.</summary>
internal static class TinyUnigram
{
    private const int Number = 0;
    private const int Delimited = 2;
    private const int FourBytes = 5;

    private static readonly string[] Specials = ["<s>", "<pad>", "</s>", "<unk>"];

    private static readonly string[] Pieces =
        ["\u2581", "a", "\u2581a", "\u2581dog", "d", "o", "g", "run", "aa", "aaaa", "!", "c"];

    /// <summary>Pieces, three special tokens before them and a mask behind.</summary>
    public static int Size => Pieces.Length + 5;

    public static Dictionary<string, byte[]> SentencePieceModel => new()
    {
        ["sentencepiece.bpe.model"] = ProtobufField.Write(
        [
            Piece("<unk>", 0, 2), Piece("<s>", 0, 3), Piece("</s>", 0, 3),
            .. Pieces.Select((piece, index) => Piece(piece, -1.5f - index, 1)),
            Field(2, Delimited, ProtobufField.Write([Field(3, Number, [1]), Field(4, Number, ProtobufField.Integer(250_000))])),
            Field(3, Delimited, ProtobufField.Write(
                [Field(1, Delimited, "nmt_nfkc"u8.ToArray()), Field(2, Delimited, CharacterMap), Field(3, Number, [1])])),
        ]),
        ["tokenizer_config.json"] = """{"tokenizer_class":"XLMRobertaTokenizer","model_max_length":12}"""u8.ToArray(),
    };

    public static Dictionary<string, byte[]> TokenizerJson => new()
    {
        ["tokenizer.json"] = Encoding.UTF8.GetBytes(
            $$$$"""
            {"added_tokens":[{"id":{{{{Size - 1}}}},"content":"<mask>","lstrip":true,"special":true}],
            "normalizer":{"type":"Sequence","normalizers":[
            {"type":"Precompiled","precompiled_charsmap":"{{{{Convert.ToBase64String(CharacterMap)}}}}"},
            {"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]},
            "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},
            {"type":"Metaspace","replacement":"\u2581","prepend_scheme":"always","split":true}]},
            "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},
            {"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
            "special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]},
            "</s>":{"id":"</s>","ids":[2],"tokens":["</s>"]}}},
            "model":{"type":"Unigram","unk_id":3,"byte_fallback":false,"vocab":{{{{Vocabulary}}}}}}
            """),
    };

    private static string Vocabulary => JsonSerializer.Serialize(
        Specials.Concat(Pieces).Select((piece, index) => new object[] { piece, -0.5 * index }));

    /// <summary>
    /// Maps a to c: a double array whose root leads to the entry of the byte, and that to its leaf, the start of "c" in the
    /// texts.
    /// </summary>
    /// <remarks>The units are those of darts-clone, as SentencePiece stores them.</remarks>
    private static byte[] CharacterMap
    {
        get
        {
            const int Units = 256;
            const uint HasLeaf = 1 << 8;
            const uint OffsetOfOne = 1 << 10;
            var map = new byte[4 + (4 * Units) + 2];
            (int Unit, uint Value)[] units = [(0, OffsetOfOne), ('a' ^ 1, 'a' | HasLeaf | OffsetOfOne), ('a', 1u << 31)];
            BinaryPrimitives.WriteInt32LittleEndian(map, 4 * Units);
            foreach (var (unit, value) in units)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(map.AsSpan(4 + (4 * unit)), value);
            }

            map[^2] = (byte)'c';
            return map;
        }
    }

    private static ProtobufField Piece(string text, float score, byte kind) => Field(1, Delimited, ProtobufField.Write(
    [
        Field(1, Delimited, Encoding.UTF8.GetBytes(text)),
        Field(2, FourBytes, BitConverter.GetBytes(score)),
        Field(3, Number, [kind]),
    ]));

    private static ProtobufField Field(uint number, uint wireType, byte[] payload) =>
        new() { Tag = (number << 3) | wireType, Payload = payload };
}
