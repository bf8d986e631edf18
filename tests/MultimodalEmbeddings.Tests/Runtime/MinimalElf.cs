using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MultimodalEmbeddings.Tests.Runtime;

/// <summary>
/// A 64-bit ELF file of five sections: nothing, .dynstr, .dynsym, .gnu.version and .gnu.version_r, with their headers at the end.
/// It needs versions of one library; each symbol has one of them.
/// </summary>
internal sealed class MinimalElf
{
    private const int HeaderSize = 64;
    private const int FirstVersionIndex = 2; // 0 is local, 1 is global

    private readonly List<byte> _file = [];
    private readonly List<byte> _names = [0];
    private readonly List<(uint Type, int Offset, int Size, int Link, int Count)> _sections = [(0, 0, 0, 0, 0)];

    private MinimalElf(string[] versions, (string Name, string Version)[] symbols)
    {
        var symbolTable = symbols.Select(symbol => Symbol(AddName(symbol.Name))).Prepend(new byte[24]).SelectMany(bytes => bytes).ToArray();
        var indices = symbols.SelectMany(symbol => Halves(FirstVersionIndex + Array.IndexOf(versions, symbol.Version)));
        var needs = Needs(AddName("libstdc++.so.6"), [.. versions.Select(AddName)]);

        _file.AddRange(new byte[HeaderSize]);
        AddSection(3, [.. _names], link: 0, count: 0); // SHT_STRTAB
        AddSection(11, symbolTable, link: 1, count: 1); // SHT_DYNSYM
        AddSection(0x6fffffff, [.. Halves(0), .. indices], link: 2, count: 0); // SHT_GNU_versym
        NeedsOffset = AddSection(0x6ffffffe, needs, link: 1, count: 1); // SHT_GNU_verneed
        WriteHeaders();
    }

    /// <summary>Where .gnu.version_r starts.</summary>
    public int NeedsOffset { get; }

    /// <summary>Where the flags of the n-th version lie.</summary>
    public int FlagsOffset(int version) => NeedsOffset + 16 + (16 * version) + 4;

    /// <summary>How many libraries the header of .gnu.version_r, the file's last, counts (sh_info).</summary>
    public int LibraryCountOffset => _file.Count - 64 + 0x2c;

    public byte[] Bytes => [.. _file];

    public static MinimalElf With(string[] versions, params (string Name, string Version)[] symbols) => new(versions, symbols);

    private int AddName(string name)
    {
        var offset = _names.Count;
        _names.AddRange(Encoding.ASCII.GetBytes(name + '\0'));
        return offset;
    }

    private int AddSection(uint type, byte[] content, int link, int count)
    {
        var offset = _file.Count;
        _file.AddRange(content);
        _sections.Add((type, offset, content.Length, link, count));
        return offset;
    }

    private void WriteHeaders()
    {
        var table = _file.Count;
        foreach (var section in _sections)
        {
            var header = new byte[64];
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), section.Type);
            BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(0x18), (ulong)section.Offset);
            BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(0x20), (ulong)section.Size);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(0x28), section.Link);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(0x2c), section.Count);
            _file.AddRange(header);
        }

        var start = CollectionsMarshal.AsSpan(_file);
        ((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]).CopyTo(start);
        BinaryPrimitives.WriteInt64LittleEndian(start[0x28..], table);
        BinaryPrimitives.WriteUInt16LittleEndian(start[0x3a..], 64);
        BinaryPrimitives.WriteUInt16LittleEndian(start[0x3c..], (ushort)_sections.Count);
    }

    /// <summary>Elf64_Sym: its name; the rest is 0.</summary>
    private static byte[] Symbol(int name) => [.. BitConverter.GetBytes(name), .. new byte[20]];

    /// <summary>Elf64_Verneed of one library, then an Elf64_Vernaux per version.</summary>
    private static byte[] Needs(int library, int[] versions)
    {
        var bytes = new List<byte>([.. Halves(1), .. Halves(versions.Length), .. Words(library, 16, 0)]);
        for (var i = 0; i < versions.Length; i++)
        {
            var next = i + 1 < versions.Length ? 16 : 0;
            bytes.AddRange([.. Words(0), .. Halves(0), .. Halves(FirstVersionIndex + i), .. Words(versions[i], next)]);
        }

        return [.. bytes];
    }

    private static byte[] Halves(int value) => BitConverter.GetBytes((ushort)value);

    private static byte[] Words(params int[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
