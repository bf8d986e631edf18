using System.Buffers.Binary;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Where an opcode of a pickle lies, its argument included.</summary>
/// <remarks>The opcodes and their arguments: https://docs.python.org/3/library/pickletools.html.</remarks>
internal readonly record struct PickleOpcode(int Start, int End)
{
    private const string Lines = "FILPSVgp";
    private const string PairsOfLines = "ci";
    private const string Plain =
        "(.012NRQabd}el]ost)u\u0081\u0085\u0086\u0087\u0088\u0089\u008f\u0090\u0091\u0092\u0093\u0094\u0097\u0098";

    private static readonly (string Opcodes, int Argument, bool IsLength)[] Sized =
    [
        ("Kqh\u0080\u0082", 1, false), ("UC\u008a\u008c", 1, true), ("M\u0083", 2, false), ("Jjr\u0084", 4, false),
        ("TXB\u008b", 4, true), ("G\u0095", 8, false), ("\u008d\u008e\u0096", 8, true),
    ];

    /// <summary>The opcodes of one pickle after another, up to the first byte that is none.</summary>
    public static List<PickleOpcode> Of(ReadOnlySpan<byte> file)
    {
        var opcodes = new List<PickleOpcode>();
        var position = 0;
        while (position < file.Length && EndOf(file, position) is { } end)
        {
            opcodes.Add(new PickleOpcode(position, end));
            position = end;
        }

        return opcodes;
    }

    private static int? EndOf(ReadOnlySpan<byte> file, int start)
    {
        var opcode = (char)file[start];
        if (Plain.Contains(opcode))
        {
            return start + 1;
        }

        return Lines.Contains(opcode) ? AfterLine(file, start + 1)
            : PairsOfLines.Contains(opcode) ? AfterLine(file, AfterLine(file, start + 1))
            : AfterSized(file, start, opcode);
    }

    private static int? AfterLine(ReadOnlySpan<byte> file, int? start)
    {
        if (start is not { } from || file[from..].IndexOf((byte)'\n') is not (>= 0 and var length))
        {
            return null;
        }

        return from + length + 1;
    }

    private static int? AfterSized(ReadOnlySpan<byte> file, int start, char opcode)
    {
        var (_, argument, isLength) = Array.Find(Sized, it => it.Opcodes.Contains(opcode));
        if (argument == 0 || file.Length - start - 1 < argument)
        {
            return null;
        }

        Span<byte> number = stackalloc byte[8];
        file.Slice(start + 1, argument).CopyTo(number);
        var length = isLength ? BinaryPrimitives.ReadInt64LittleEndian(number) : 0;
        return length >= 0 && length <= file.Length - start - 1 - argument ? start + 1 + argument + (int)length : null;
    }
}
