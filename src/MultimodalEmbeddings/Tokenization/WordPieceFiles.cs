using System.Text;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>vocab.txt, one token per line, with what tokenizer_config.json says: the form of the first BERT models.</summary>
internal static class WordPieceFiles
{
    private static readonly string[] BertClassNames = ["BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer"];

    public static TokenizerDefinition Read(TokenizerFileSet files)
    {
        var path = files.PathOf(TokenizerFileSet.VocabularyText);
        var config = new SpecialTokenConfig(files);
        var special = new SpecialTokenReader(config, FamilyOf(config, files));
        var vocabulary = WordPieceVocabulary.Number(path, Lines(path, files.Bytes(TokenizerFileSet.VocabularyText)));
        return WordPieceVocabulary.Define(path, vocabulary, special, Normalization(config));
    }

    private static SpecialTokenFamily FamilyOf(SpecialTokenConfig config, TokenizerFileSet files) => config.ClassName switch
    {
        null => SpecialTokenFamily.Bert,
        "MPNetTokenizer" => SpecialTokenFamily.MPNet,
        var name when BertClassNames.Contains(name) => SpecialTokenFamily.Bert,
        var name => throw new UnsupportedTokenizerException(
            files.PathOf(TokenizerFileSet.Config),
            $"'{name}' with vocab.txt is not implemented; {string.Join(", ", BertClassNames)} and MPNetTokenizer are."),
    };

    private static BertNormalization Normalization(SpecialTokenConfig config)
    {
        var lowerCase = config.Option("do_lower_case") ?? true;
        return new BertNormalization
        {
            CleanText = config.Option("clean_text") ?? true,
            SeparateIdeographs = config.Option("tokenize_chinese_chars") ?? true,
            LowerCase = lowerCase,
            StripAccents = config.Option("strip_accents") ?? lowerCase,
        };
    }

    /// <summary>Only LF and CR LF end a line: U+0085 and U+2028 are tokens.</summary>
    private static string[] Lines(string path, byte[] bytes)
    {
        if (!Utf8.IsValid(bytes) || bytes.Contains((byte)0))
        {
            throw new TokenizerException(path, "The file is not UTF-8 text; expected one token per line. Fetch it anew.");
        }

        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        var count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        return [.. lines.Take(count).Select(line => line.EndsWith('\r') ? line[..^1] : line)];
    }
}
