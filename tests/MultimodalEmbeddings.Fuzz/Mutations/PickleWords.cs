using System.Text;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Opcodes at which readers of pickles break.</summary>
internal static class PickleWords
{
    private const string Calls = "cposix\nsystem\n(X\u000b\u0000\u0000\u0000touch pwnedtR";

    private static readonly string[] Globals =
    [
        "os\nsystem", "posix\nsystem", "builtins\neval", "builtins\nexec", "builtins\ngetattr", "builtins\nopen",
        "collections\nOrderedDict", "torch._utils\n_rebuild_tensor_v2", "torch._utils\n_rebuild_tensor",
        "torch._utils\n_rebuild_parameter", "torch\nFloatStorage", "torch\nHalfStorage", "torch\nDoubleStorage",
        "torch\nLongStorage", "torch\nBFloat16Storage", "torch\nBoolStorage", "torch\nQInt8Storage",
        "torch\nComplexFloatStorage", "torch.storage\nUntypedStorage", "torch.storage\n_load_from_bytes", "torch\nfloat32",
        "torch\ndevice", "torch\nSize", "torch._tensor\n_rebuild_from_type_v2", "torch.nn.parameter\nParameter",
        "torch.nn.modules.linear\nLinear", "numpy.core.multiarray\nscalar", "numpy\ndtype", "_codecs\nencode",
        "__builtin__\nset", "x\ny", "\n", "torch._utils\n_rebuild_sparse_tensor",
    ];

    private static readonly byte[][] Snippets =
    [
        .. new[]
        {
            "N", "\u0088", "\u0089", "}", "]", ")", "(", "t", "\u0085", "\u0086", "\u0087", "R", "b", "Q", "a", "e", "s", "u",
            "d", "l", "0", "1", "2", ".", "\u0081", "\u0092", "\u0093", "\u0094", "o", "\u008f", "\u0090", "\u0091", "\u0097",
            "\u0098", "I1\n", "I-1\n", "I99999999999999999999\n", "L5L\n", "F1e400\n", "S'a'\n", "Va\\ud800\n", "P0\n", "p0\n",
            "g0\n", "g99\n", "K\u0000", "K\u00ff", "M\u00ff\u00ff", "J\u0000\u0000\u0000\u0080", "J\u00ff\u00ff\u00ff\u007f",
            "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f", "\u008a\u0000", "\u008a\u00ff",
            "\u008b\u00ff\u00ff\u00ff\u007f", "\u008b\u00ff\u00ff\u00ff\u00ff",
            "\u008a\u0009\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080\u0000", "X\u00ff\u00ff\u00ff\u007f",
            "X\u00ff\u00ff\u00ff\u00ff", "X\u0001\u0000\u0000\u0000\u00ff", "T\u0001\u0000\u0000\u0000a", "U\u0001a",
            "\u008c\u0001a", "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f",
            "\u0096\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000", "\u0095\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
            "h\u0000", "h\u00ff", "j\u00ff\u00ff\u00ff\u00ff", "q\u0000", "r\u00ff\u00ff\u00ff\u007f",
            "r\u0000\u0000\u0000\u0080", "G\u007f\u00f8\u0000\u0000\u0000\u0000\u0000\u0000", "\u0080\u0000", "\u0080\u0005",
            "\u0080\u00ff", "\u0082\u0001", "\u0084\u00ff\u00ff\u00ff\u007f", "]q\u0000h\u0000a", "}q\u0001h\u0001h\u0001s",
            "]q\u0002(h\u0002h\u0002h\u0002h\u0002e", "((((", "tttt", Calls,
        }.Select(Encoding.Latin1.GetBytes),
    ];

    private static readonly string[] Towers =
        ["(", "]", "}", "N\u0085", "]a", "2\u0086", "K\u0000", "q\u0007h\u0007", "]q\u0003(h\u0003h\u0003e", "\u0094"];

    public static byte[] Opcode(Dice dice) => dice.Below(8) switch
    {
        0 => Encoding.Latin1.GetBytes($"c{dice.Pick(Globals)}\n"),
        1 => Splice.Repeat(Encoding.Latin1.GetBytes(dice.Pick(Towers)), dice.OnceIn(4) ? 60_000 : 20),
        2 => [0x8a, 8, .. BitConverter.GetBytes(dice.Pick(Interesting.Integers))],
        _ => dice.Pick(Snippets),
    };
}
