namespace MultimodalEmbeddings.Tokenization;

/// <summary>The files of one tokenizer, byte for byte as they were read.</summary>
internal sealed class TokenizerFileSet
{
    public const string TokenizerJson = "tokenizer.json";
    public const string VocabularyText = "vocab.txt";
    public const string VocabularyJson = "vocab.json";
    public const string Merges = "merges.txt";
    public const string SentencePiece = "sentencepiece.bpe.model";
    public const string Config = "tokenizer_config.json";
    public const string SpecialTokensMap = "special_tokens_map.json";
    public const string AddedTokens = "added_tokens.json";

    private const long MaximumBytes = 256L << 20;

    private static readonly string[] KnownNames =
        [TokenizerJson, VocabularyText, VocabularyJson, Merges, SentencePiece, Config, SpecialTokensMap, AddedTokens];

    private readonly Dictionary<string, byte[]> _contents;

    public TokenizerFileSet(string? directory, IReadOnlyDictionary<string, byte[]> contents)
    {
        Directory = directory;
        _contents = new Dictionary<string, byte[]>(contents);
    }

    /// <summary>Null for a tokenizer that was made in memory.</summary>
    public string? Directory { get; }

    public IReadOnlyCollection<string> Names => _contents.Keys;

    public static TokenizerFileSet Read(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
        {
            throw new TokenizerException(directory, "There is no such folder; expected one with a tokenizer's files.");
        }

        var present = KnownNames.Where(name => File.Exists(Path.Combine(directory, name)));
        var contents = present.ToDictionary(name => name, name => ReadBounded(Path.Combine(directory, name)));
        return new TokenizerFileSet(directory, contents);
    }

    public bool Has(string name) => _contents.ContainsKey(name);

    public byte[] Bytes(string name) => _contents[name];

    public string PathOf(string name) => Directory is null ? name : Path.Combine(Directory, name);

    /// <summary>Each file is written beside its place and then moved into it.</summary>
    public void Save(string directory)
    {
        System.IO.Directory.CreateDirectory(directory);
        foreach (var (name, bytes) in _contents)
        {
            WriteAtomically(Path.Combine(directory, name), bytes);
        }
    }

    private static void WriteAtomically(string path, byte[] bytes)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static byte[] ReadBounded(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= MaximumBytes
            ? File.ReadAllBytes(path)
            : throw new TokenizerException(path, $"The file has {length} bytes, more than the {MaximumBytes} that are read.");
    }
}
