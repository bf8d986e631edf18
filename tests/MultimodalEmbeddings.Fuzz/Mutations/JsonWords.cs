using System.Text;
using System.Text.Json;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>JSON values and keys at which readers break.</summary>
internal static class JsonWords
{
    private static readonly int[] Depths = [1, 1, 2, 3, 5, 10, 40, 55, 60, 62, 63, 64, 65, 200, 5000, 30_000];

    private static readonly byte[][] Values =
    [
        .. new[]
        {
            "null", "true", "false", "0", "1", "2", "3", "4", "5", "7", "8", "12", "16", "32", "100", "512", "-0", "-1", "-2",
            "65536", "16777215", "16777216", "2147483646", "2147483647", "2147483648", "-2147483648", "-2147483649",
            "4294967295", "4294967296", "4611686018427387904", "9223372036854775807", "9223372036854775808",
            "18446744073709551615", "18446744073709551616", "1e30", "1e308", "1e309", "-1e309", "1e-320", "1E400", "0.5", "2.5",
            "2.0", "1e0", "\"\"", "\" \"", "\"a\"", "\"\\u0000\"",
            "\"\\ud800\"", "\"\\udc00\"", "\"\\ud83d\\ude00\"", "\"NaN\"", "\"0\"", "\"true\"", "\"../decoy.safetensors\"",
            "\"../../decoy.safetensors\"", "\"/etc/hostname\"", "\"..\"", "\".\"", "\"/\"", "\"\\\\\"", "\"a\\\\..\\\\b\"",
            "\"C:\\\\x\"", "\"con\"", "\"file:///etc/hostname\"", "\"x\\u0000.safetensors\"", "\"a/../../b\"", "[]", "{}",
            "[[]]", "[{}]", "{\"\":0}", "{\"a\":1,\"a\":2}", "[0,0,0]", "[null]", "[\"a\",\"a\"]", "{\"type\":\"\"}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>What is no value.</summary>
    private static readonly byte[][] Broken =
    [
        .. new[] { "NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "\"\\uZZZZ\"", "\"", "'a'", "nul", "//", "" }
            .Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xff, (byte)'"'], [(byte)'"', 0xc3, (byte)'"'], [(byte)'"', 0xed, 0xa0, 0x80, (byte)'"'], [0xEF, 0xBB, 0xBF],
    ];

    /// <summary>
    /// What files say: model types, classes, poolings, activations, regular expressions; keys of encoders, tokenizers, captions
    /// and image processors.
    /// </summary>
    private static readonly string[] Names =
    [
        "bert", "roberta", "xlm-roberta", "distilbert", "mpnet", "electra", "modernbert", "gpt2", "gelu", "gelu_new", "relu",
        "silu", "tanh", "absolute", "relative_key", "WordPiece", "BPE", "Unigram", "WordLevel", "Sequence", "Lowercase", "NFC",
        "NFKC", "NFD", "NFKD", "Strip", "StripAccents", "Replace", "Prepend", "Precompiled", "BertNormalizer", "Nmt",
        "ByteLevel", "BertPreTokenizer", "Whitespace", "Metaspace", "WhitespaceSplit", "Split", "Punctuation", "Digits",
        "TemplateProcessing", "BertProcessing", "RobertaProcessing", "Isolated", "Removed", "MergedWithPrevious",
        "MergedWithNext", "Contiguous", "always", "never", "first", "cls", "mean", "max", "mean_sqrt_len_tokens",
        "weightedmean", "lasttoken", "Cls", "Mean", "ClsDense", "F32", "F16", "BF16", "F64", "I64", "U8", "BOOL", "F8_E4M3",
        "BertTokenizer", "RobertaTokenizer", "XLMRobertaTokenizer", "MPNetTokenizerFast", "[UNK]", "[PAD]", "##", "<s>",
        "<unk>", "\u0120", "\u2581", "(a+)+$", "(a|aa)*b", "(?=a)*", "[", "\\\\p{L}+", "(?i:a)", "a{1000000}",
        "((((((((((a))))))))))", "torch.nn.modules.activation.Tanh", "sentence_transformers.models.Transformer",
        "sentence_transformers.models.Pooling", "sentence_transformers.models.Dense", "sentence_transformers.models.Normalize",
        "sentence_transformers.models.CNN", "feature-extraction", "SentenceTransformer", "model_type", "hidden_size",
        "num_hidden_layers", "vocab", "merges", "added_tokens", "id", "content", "type", "pattern", "Regex", "String",
        "normalizer", "normalizers", "pre_tokenizer", "pretokenizers", "post_processor", "processors", "unk_id", "unk_token",
        "byte_fallback", "shape", "dtype", "data_offsets", "__metadata__", "weight_map", "padding", "truncation", "dropout",
        "ignore_merges", "fuse_unk", "continuing_subword_prefix", "end_of_word_suffix", "pooling_mode", "prompts",
        "default_prompt_name", "layer_types", "rope_parameters", "images", "annotations", "sentences", "raw", "split", "train",
        "filename", "filepath", "file_name", "image_id", "caption", "size", "shortest_edge", "height", "width", "crop_size",
        "do_center_crop", "do_resize", "do_normalize", "do_rescale", "rescale_factor", "resample", "image_mean", "image_std",
        "image_processor", "image_processor_type", "feature_extractor_type", "CLIPImageProcessor", "ViTImageProcessor",
    ];

    /// <summary>A value, one time in twenty none at all.</summary>
    public static byte[] Value(Dice dice) => dice.Below(20) switch
    {
        0 => dice.Pick(Broken),
        1 => Nested("1"u8, dice),
        2 => Long(dice),
        3 or 4 => Encoding.UTF8.GetBytes($"{dice.Pick(Interesting.Integers)}"),
        < 9 => Quoted(dice),
        _ => dice.Pick(Values),
    };

    /// <summary>A value of the same type that a file may well hold; null for arrays and objects.</summary>
    public static byte[]? Alike(JsonTokenType type, Dice dice) => type switch
    {
        JsonTokenType.String => Quoted(dice),
        JsonTokenType.Number => Encoding.UTF8.GetBytes($"{dice.Below(dice.OnceIn(2) ? 20 : 600)}"),
        JsonTokenType.True => "false"u8.ToArray(),
        JsonTokenType.False or JsonTokenType.Null => "true"u8.ToArray(),
        _ => null,
    };

    public static byte[] Quoted(Dice dice) => Encoding.UTF8.GetBytes($"\"{dice.Pick(Names)}\"");

    /// <summary>A value inside of many arrays or objects.</summary>
    public static byte[] Nested(ReadOnlySpan<byte> value, Dice dice)
    {
        var depth = dice.Pick(Depths);
        var (open, close) = dice.OnceIn(2) ? ("[", "]") : ("{\"a\":", "}");
        return
        [
            .. Splice.Repeat(Encoding.UTF8.GetBytes(open), depth), .. value,
            .. dice.OnceIn(8) ? [] : Splice.Repeat(Encoding.UTF8.GetBytes(close), depth),
        ];
    }

    private static byte[] Long(Dice dice)
    {
        var times = dice.OnceIn(4) ? 20_000 : 300;
        return dice.Below(3) switch
        {
            0 => Encoding.UTF8.GetBytes($"\"{new string((char)('a' + dice.Below(26)), times)}\""),
            1 => [(byte)'[', .. Splice.Repeat("0,"u8, times), (byte)'0', (byte)']'],
            _ => [.. Splice.Repeat("9"u8, times)],
        };
    }
}
