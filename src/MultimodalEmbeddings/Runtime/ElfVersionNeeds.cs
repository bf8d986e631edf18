using System.Buffers.Binary;
using System.Text;

namespace MultimodalEmbeddings.Runtime;

/// <summary>The symbol versions that a 64-bit little-endian ELF library needs from the libraries it links to.</summary>
/// <remarks>Linux Standard Base, "Symbol versioning"; System V ABI, "Sections".</remarks>
internal static class ElfVersionNeeds
{
    private const ushort WeakFlag = 2; // VER_FLG_WEAK
    private const int SymbolSize = 24;
    private const uint DynamicSymbols = 11; // SHT_DYNSYM
    private const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    private const uint VersionOfSymbols = 0x6fffffff; // SHT_GNU_versym

    /// <summary>Marks the need for a version as weak, provided that one symbol alone asks for it.</summary>
    /// <param name="image">The library's bytes, changed in place.</param>
    /// <param name="version">The version that the system lacks.</param>
    /// <param name="onlySymbol">The one symbol that may have this version: known never to be called.</param>
    /// <returns>False, with nothing changed, when the library is not of that kind.</returns>
    public static bool TryWeaken(Span<byte> image, string version, string onlySymbol)
    {
        try
        {
            var sections = ReadSections(image);
            var needs = sections.Single(section => section.Type == VersionNeeds);
            var names = image[sections[needs.Link].Offset..];
            if (FindNeed(image, needs, names, version) is not { } need)
            {
                return false;
            }

            var index = BinaryPrimitives.ReadUInt16LittleEndian(image[(need + 6)..]);
            if (!SymbolsOf(image, sections, index).SequenceEqual([onlySymbol]))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16LittleEndian(image[(need + 4)..], WeakFlag);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException
            or InvalidOperationException or OverflowException)
        {
            return false; // not an ELF library, or one cut short
        }
    }

    private readonly record struct Section(uint Type, int Offset, int Size, int Link, int Count);

    private static Section[] ReadSections(ReadOnlySpan<byte> image)
    {
        if (!image.StartsWith((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
        {
            throw new InvalidOperationException("Not a 64-bit little-endian ELF file.");
        }

        var table = Offset(image, 0x28);
        var entry = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3a..]);
        var sections = new Section[BinaryPrimitives.ReadUInt16LittleEndian(image[0x3c..])];
        for (var i = 0; i < sections.Length; i++)
        {
            var header = image[(table + (i * entry))..];
            sections[i] = new Section(
                BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
                Offset(header, 0x18),
                Offset(header, 0x20),
                BinaryPrimitives.ReadInt32LittleEndian(header[0x28..]),
                BinaryPrimitives.ReadInt32LittleEndian(header[0x2c..]));
        }

        return sections;
    }

    /// <summary>Where the entry of a version lies (Elf64_Vernaux), or null.</summary>
    private static int? FindNeed(ReadOnlySpan<byte> image, Section needs, ReadOnlySpan<byte> names, string version)
    {
        var library = needs.Offset;
        for (var i = 0; i < needs.Count; i++)
        {
            var need = library + BinaryPrimitives.ReadInt32LittleEndian(image[(library + 8)..]);
            for (var count = BinaryPrimitives.ReadUInt16LittleEndian(image[(library + 2)..]); count > 0; count--)
            {
                if (Name(names, BinaryPrimitives.ReadInt32LittleEndian(image[(need + 8)..])) == version)
                {
                    return need;
                }

                need += BinaryPrimitives.ReadInt32LittleEndian(image[(need + 12)..]);
            }

            var next = BinaryPrimitives.ReadInt32LittleEndian(image[(library + 12)..]);
            if (next <= 0)
            {
                return null; // the list ends here, however many the section's header counts
            }

            library += next;
        }

        return null;
    }

    /// <summary>The names of the dynamic symbols that ask for a version.</summary>
    private static List<string> SymbolsOf(ReadOnlySpan<byte> image, Section[] sections, ushort versionIndex)
    {
        var versions = sections.Single(section => section.Type == VersionOfSymbols);
        var symbols = sections.Single(section => section.Type == DynamicSymbols);
        var names = image[sections[symbols.Link].Offset..];
        var found = new List<string>();
        for (var i = 0; i < versions.Size / 2; i++)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(image[(versions.Offset + (2 * i))..]) == versionIndex)
            {
                found.Add(Name(names, BinaryPrimitives.ReadInt32LittleEndian(image[(symbols.Offset + (SymbolSize * i))..])));
            }
        }

        return found;
    }

    private static int Offset(ReadOnlySpan<byte> bytes, int at) =>
        checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));

    private static string Name(ReadOnlySpan<byte> names, int at)
    {
        var name = names[at..];
        return Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]);
    }
}
