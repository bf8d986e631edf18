namespace MultimodalEmbeddings.Tokenization;

/// <summary>A WordPiece vocabulary in which a token's place is its id.</summary>
internal static class WordPieceVocabulary
{
    /// <summary>Numbers the tokens from 0 and refuses doubled ones.</summary>
    public static Dictionary<string, int> Number(string? path, IReadOnlyList<string> tokens)
    {
        var ids = new Dictionary<string, int>(tokens.Count);
        var doubled = Enumerable.Range(0, tokens.Count).Where(id => !ids.TryAdd(tokens[id], id)).ToArray();
        if (doubled.Length > 0)
        {
            var token = tokens[doubled[0]];
            throw new TokenizerException(path, $"{doubled.Length} tokens are doubled, the first is '{token}' with the ids " +
                $"{ids[token]} and {doubled[0]}. Every token has one id.");
        }

        return ids;
    }

    /// <summary>The tokenizer of a vocabulary.</summary>
    /// <param name="path">The vocabulary's file, for messages; null for one from memory.</param>
    /// <param name="vocabulary">Tokens and their ids.</param>
    /// <param name="special">Says which tokens are special.</param>
    /// <param name="normalization">What happens to a text before its words are looked up.</param>
    public static TokenizerDefinition Define(
        string? path, IReadOnlyDictionary<string, int> vocabulary, SpecialTokenReader special, BertNormalization normalization)
    {
        special.Check(path, vocabulary);
        return special.Complete(new TokenizerDefinition
        {
            Vocabulary = vocabulary,
            Model = new WordPieceModel(vocabulary, new WordPieceSettings { UnknownToken = special.UnknownToken }),
            Normalizer = new BertNormalizer(normalization),
            Splitter = ClassSplitter.Bert,
        });
    }
}
