using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>SentencePiece's compiled normalisation rules: UTF-8 sequences and what stands in their place.</summary>
/// <remarks>
/// The form of sentencepiece's normalizer: the size of a trie in bytes, the trie (a double array of 32-bit units, as the library
/// Darts-clone writes it), then all replacements, each ended by a zero byte.
/// </remarks>
internal sealed class CharacterMap
{
    private const int SizeLength = 4;

    // Real maps have a quarter of a megabyte. The check of all rules takes 255 steps for every node.
    private const int MaximumLength = 4 << 20;

    private readonly DoubleArrayTrie _trie;
    private readonly Dictionary<int, string> _replacements;

    private CharacterMap(DoubleArrayTrie trie, Dictionary<int, string> replacements)
    {
        _trie = trie;
        _replacements = replacements;
        KeepsPrintableAscii = Enumerable.Range(' ', '~' - ' ' + 1).All(code => Find([(byte)code]) is null);
    }

    /// <summary>Whether text of <c>U+0020</c> to <c>U+007E</c> alone stays as it is.</summary>
    public bool KeepsPrintableAscii { get; }

    /// <exception cref="TokenizerException">The bytes are no such map.</exception>
    public static CharacterMap Read(string filePath, string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is <= SizeLength or > MaximumLength)
        {
            throw Damaged($"has {bytes.Length} bytes; it has to have from {SizeLength + 1} to {MaximumLength}");
        }

        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        var left = bytes.Length - SizeLength;
        if (size < DoubleArrayTrie.UnitLength || size > left)
        {
            throw Damaged($"says that its table has {size} bytes, but {left} follow");
        }

        var end = SizeLength + (int)(size / DoubleArrayTrie.UnitLength * DoubleArrayTrie.UnitLength);
        var trie = new DoubleArrayTrie(bytes[SizeLength..end]);
        var texts = bytes[end..];
        var replacements = new Dictionary<int, string>();
        foreach (var place in trie.Values())
        {
            replacements[place] = TextAt(texts, place) ?? throw Damaged($"has no text at {place}, where a rule points");
        }

        return new CharacterMap(trie, replacements);

        TokenizerException Damaged(string what) => new(filePath, $"'{name}' {what}. Fetch the file anew.");
    }

    /// <summary>What stands in the place of the shortest beginning that has a rule; null where none has.</summary>
    public string? Find(ReadOnlySpan<byte> text) => _trie.FindShortest(text) is { } place ? _replacements[place] : null;

    /// <returns>Null where no character begins there, or the text is not UTF-8.</returns>
    private static string? TextAt(ReadOnlySpan<byte> texts, int place)
    {
        if (place > texts.Length)
        {
            return null;
        }

        var text = texts[place..];
        var end = text.IndexOf((byte)0);
        text = end < 0 ? text : text[..end];
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : null;
    }
}
