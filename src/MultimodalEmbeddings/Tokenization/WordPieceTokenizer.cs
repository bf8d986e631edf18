using System.Text;
using System.Text.Json.Nodes;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>A BERT tokenizer from a list of tokens, for encoders that start untrained.</summary>
internal static class WordPieceTokenizer
{
    /// <param name="vocabulary">Token i gets the id i; [PAD], [UNK], [CLS] and [SEP] have to be among them.</param>
    /// <param name="lowerCase">Whether texts lose their case and accents.</param>
    /// <exception cref="TokenizerException">A token is missing, doubled, empty or holds a line break.</exception>
    public static ITextTokenizer FromVocabulary(IReadOnlyList<string> vocabulary, bool lowerCase = true)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        CheckLines(vocabulary);
        var files = Files(vocabulary, lowerCase);
        var special = new SpecialTokenReader(new SpecialTokenConfig(files), SpecialTokenFamily.Bert);
        var normalization = new BertNormalization { LowerCase = lowerCase, StripAccents = lowerCase };
        return new TextTokenizer(
            WordPieceVocabulary.Define(null, WordPieceVocabulary.Number(null, vocabulary), special, normalization), files);
    }

    private static void CheckLines(IReadOnlyList<string> vocabulary)
    {
        var bad = Enumerable.Range(0, vocabulary.Count).Where(id => !CanBeALine(vocabulary[id])).ToArray();
        if (bad.Length > 0)
        {
            throw new TokenizerException($"Token {bad[0]} of the vocabulary is empty or holds a line break, U+0000 or a lone " +
                "surrogate, which vocab.txt cannot hold.");
        }
    }

    private static bool CanBeALine(string token) =>
        !string.IsNullOrEmpty(token) && !token.AsSpan().ContainsAny('\r', '\n', '\0')
        && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(token)) == token;

    private static TokenizerFileSet Files(IReadOnlyList<string> vocabulary, bool lowerCase)
    {
        var config = Roles();
        config["tokenizer_class"] = "BertTokenizer";
        config["do_lower_case"] = lowerCase;
        return new TokenizerFileSet(null, new Dictionary<string, byte[]>
        {
            [TokenizerFileSet.VocabularyText] = Encoding.UTF8.GetBytes(string.Join('\n', vocabulary) + "\n"),
            [TokenizerFileSet.Config] = Encoding.UTF8.GetBytes(config.ToJsonString()),
            [TokenizerFileSet.SpecialTokensMap] = Encoding.UTF8.GetBytes(Roles().ToJsonString()),
        });
    }

    private static JsonObject Roles() => new()
    {
        ["unk_token"] = SpecialTokenFamily.Bert.Unknown,
        ["sep_token"] = SpecialTokenFamily.Bert.Closing,
        ["pad_token"] = SpecialTokenFamily.Bert.Padding,
        ["cls_token"] = SpecialTokenFamily.Bert.Opening,
        ["mask_token"] = SpecialTokenFamily.Bert.Mask,
    };
}
