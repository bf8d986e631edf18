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

    // The longest of Unicode's, U+FDFA's, has 33 bytes. Rules that end alike may share a text.
    private const int MaximumBytes = 1024;
    private const int LargestOverlap = 4;

    private readonly DoubleArrayTrie _trie;
    private readonly Dictionary<int, string> _replacements;

    private CharacterMap(DoubleArrayTrie trie, Dictionary<int, string> replacements)
    {
        _trie = trie;
        _replacements = replacements;
        LongestReplacement = replacements.Values.Select(CanonicalForm.LengthInFormKD).Append(1).Max();
        KeepsPrintableAscii = Enumerable.Range(' ', '~' - ' ' + 1).All(code => Find([(byte)code]) is null);
    }

    /// <summary>Whether text of <c>U+0020</c> to <c>U+007E</c> alone stays as it is.</summary>
    public bool KeepsPrintableAscii { get; }

    /// <summary>The length of the longest replacement in form KD; at least 1.</summary>
    public int LongestReplacement { get; }

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
        return new CharacterMap(trie, ReadReplacements(trie, bytes[end..]) ?? throw Damaged("has rules that lead to no text"));

        TokenizerException Damaged(string what) => new(filePath, $"'{name}' {what}. Fetch the file anew.");
    }

    /// <summary>What stands in the place of the shortest beginning that has a rule; null where none has.</summary>
    public string? Find(ReadOnlySpan<byte> text) => _trie.FindShortest(text) is { } place ? _replacements[place] : null;

    /// <returns>The text of every rule; null where one is none, or where they share so much that all would be too long.</returns>
    private static Dictionary<int, string>? ReadReplacements(DoubleArrayTrie trie, ReadOnlySpan<byte> texts)
    {
        var replacements = new Dictionary<int, string>();
        var allowed = LargestOverlap * texts.Length;
        foreach (var place in trie.Values().Distinct())
        {
            if (place > texts.Length || TextAt(texts[place..]) is not { } text || text.Length > allowed)
            {
                return null;
            }

            allowed -= text.Length;
            replacements[place] = text;
        }

        return replacements;
    }

    /// <returns>What stands before the next zero byte; null where it is longer than any replacement, or not UTF-8.</returns>
    private static string? TextAt(ReadOnlySpan<byte> texts)
    {
        var text = texts[..Math.Min(texts.Length, MaximumBytes + 1)];
        var end = text.IndexOf((byte)0);
        text = end < 0 ? text : text[..end];
        return text.Length <= MaximumBytes && Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : null;
    }
}
