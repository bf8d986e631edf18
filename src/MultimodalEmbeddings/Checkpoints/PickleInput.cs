using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The bytes of pickles, taken one after the other; nothing is taken that is not there.</summary>
/// <param name="filePath">The file, for messages.</param>
/// <param name="place">Where in the file the bytes lie, for messages: a record's name, or empty for the file itself.</param>
/// <param name="content">The bytes.</param>
internal sealed class PickleInput(string filePath, string place, byte[] content)
{
    /// <summary>8 MiB; the pickle of BERT-large takes 80 kB.</summary>
    public const int MaximumLength = 1 << 23;

    private const int ShownNameLength = 80;

    private int _opcodePosition;
    private PickleOpcode _opcode;

    public int Position { get; private set; }

    public PickleOpcode NextOpcode()
    {
        if (Position == content.Length)
        {
            throw Broken($"ends after {Position} bytes without the opcode Stop");
        }

        _opcodePosition = Position;
        return _opcode = (PickleOpcode)content[Position++];
    }

    public ReadOnlySpan<byte> Take(long length)
    {
        var left = content.Length - Position;
        if (length < 0 || length > left)
        {
            throw Broken($"asks for {length} bytes where {left} are left");
        }

        var taken = content.AsSpan(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    public byte Byte() => Take(sizeof(byte))[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>The one number that a pickle holds big-endian.</summary>
    public double Float64() => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));

    /// <summary>
    /// An integer of any size: a <see cref="long"/> where it fits, a <see cref="BigInteger"/> where it does not.
    /// </summary>
    public object Integer(long length)
    {
        var value = new BigInteger(Take(length));
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;   // else long becomes BigInteger
    }

    public string Text(long length)
    {
        var bytes = Take(length);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Broken("holds text that is not UTF-8");
    }

    /// <summary>The text up to the end of the line, which is taken too.</summary>
    public string Line()
    {
        var length = content.AsSpan(Position).IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Broken("holds a name without an end");
        }

        var line = Text(length);
        Position++;
        return line;
    }

    /// <summary>The pickle is not one that any version of torch.save writes.</summary>
    public CheckpointException Broken(string fault) =>
        Refused(fault, "Fetch the file again, or write it anew with torch.save(model.state_dict(), …).");

    /// <summary>The pickle holds what a reader of tensors does not take.</summary>
    public CheckpointException Refused(string fault, string remedy)
    {
        var opcode = Enum.IsDefined(_opcode) ? $"{_opcode}" : $"0x{(byte)_opcode:x2}";
        var of = place.Length > 0 ? $" of {place}" : "";
        return new CheckpointException(
            filePath, $"is refused: its pickle {fault} (opcode {opcode} at byte {_opcodePosition}{of}). {remedy}");
    }

    /// <summary>A name out of the pickle, fit to be shown.</summary>
    public static string Shown(string name)
    {
        var start = name.Length <= ShownNameLength ? name : name[..ShownNameLength] + "…";
        return string.Create(start.Length, start, (shown, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                shown[i] = char.IsControl(text[i]) ? '?' : text[i];
            }
        });
    }
}
