namespace MultimodalEmbeddings.Tokenization;

/// <summary>The <c>model</c> of tokenizer.json.</summary>
internal static class ModelJson
{
    // A word costs the square of its length, so the file may not allow any length.
    private const int LargestWord = 1000;

    /// <summary>Older files leave the type out.</summary>
    public static string TypeOf(JsonPlace model) =>
        model.Find("type")?.Text()
        ?? (model.Find("merges") is not null ? "BPE"
            : model.Find("max_input_chars_per_word") is not null ? "WordPiece"
            : model.Find("vocab")?.IsList ?? false ? "Unigram"
            : throw new TokenizerException(model.FilePath, "'model.type' is missing, and no other field tells it."));

    /// <returns>The model, and its tokens with their ids.</returns>
    public static (ISubwordModel Model, IReadOnlyDictionary<string, int> Vocabulary) Read(
        JsonPlace model, PreTokenizerJson preTokenizer)
    {
        var type = TypeOf(model);
        if (type is not ("WordPiece" or "BPE" or "Unigram"))
        {
            throw new UnsupportedTokenizerException(
                model.FilePath, $"The model '{type}' is not implemented; WordPiece, BPE and Unigram are.");
        }

        if (preTokenizer.ByteLevel && type != "BPE")
        {
            throw new UnsupportedTokenizerException(
                model.FilePath, $"The model '{type}' is not implemented behind ByteLevel; BPE is.");
        }

        if (type == "Unigram")
        {
            var unigram = UnigramJson.Read(model);
            return (unigram, unigram.Vocabulary);
        }

        var vocabulary = JsonVocabulary.Read(model.Require("vocab"));
        return (type == "BPE"
            ? BytePair(model, vocabulary, preTokenizer.ByteLevel)
            : WordPiece(model, vocabulary, preTokenizer), vocabulary);
    }

    private static WordPieceModel WordPiece(
        JsonPlace model, Dictionary<string, int> vocabulary, PreTokenizerJson preTokenizer)
    {
        if (!preTokenizer.DropsWhiteSpace)
        {
            throw new UnsupportedTokenizerException(
                model.FilePath, "A WordPiece model is implemented only behind a pre-tokenizer that drops white space: " +
                "BertPreTokenizer, Whitespace or WhitespaceSplit.");
        }

        var usual = new WordPieceSettings();
        var settings = new WordPieceSettings
        {
            UnknownToken = model.Find("unk_token")?.Text() ?? usual.UnknownToken,
            ContinuingPrefix = model.Find("continuing_subword_prefix")?.Text() ?? usual.ContinuingPrefix,
            MaximumCharacters = model.Find("max_input_chars_per_word")?.Number() ?? usual.MaximumCharacters,
        };
        if (settings.MaximumCharacters is < 1 or > LargestWord || settings.ContinuingPrefix.Length > LargestWord)
        {
            throw new TokenizerException(model.FilePath, "'model.max_input_chars_per_word' has to be from 1 to " +
                $"{LargestWord}, but is {settings.MaximumCharacters}; the continuing prefix is no longer than that.");
        }

        return WordPieceModel.CanHold(settings.UnknownToken) && vocabulary.ContainsKey(settings.UnknownToken)
            ? new WordPieceModel(vocabulary, settings)
            : throw new TokenizerException(
                model.FilePath, $"The unknown token '{settings.UnknownToken}' is not in 'model.vocab'.");
    }

    private static ISubwordModel BytePair(JsonPlace model, Dictionary<string, int> vocabulary, bool byteLevel)
    {
        RefuseOptions(model);
        var endOfWord = model.Find("end_of_word_suffix")?.Text() ?? "";
        if (endOfWord is not ("" or ByteLevelModel.ClipEndOfWord) || (endOfWord.Length > 0 && !byteLevel))
        {
            throw new UnsupportedTokenizerException(
                model.FilePath, "A byte-pair model with 'model.end_of_word_suffix' is implemented only for " +
                $"{ByteLevelModel.ClipEndOfWord} behind ByteLevel.");
        }

        var merges = new MergeList(model.FilePath, vocabulary);
        foreach (var merge in model.Require("merges").Items())
        {
            merges.Add(merge);
        }

        if (byteLevel)
        {
            return new ByteLevelModel(model.FilePath, vocabulary, merges.InOrder, endOfWord);
        }

        return model.Find("unk_token") is null
            ? new BytePairModel(vocabulary, merges.InOrder)
            : throw new UnsupportedTokenizerException(
                model.FilePath, "A byte-pair model with 'model.unk_token' is implemented only behind ByteLevel.");
    }

    private static void RefuseOptions(JsonPlace model)
    {
        string[] flags = ["byte_fallback", "ignore_merges"];
        var refused = flags.Where(name => model.Find(name)?.Flag() ?? false)
            .Concat(model.Find("continuing_subword_prefix")?.Text().Length > 0 ? ["continuing_subword_prefix"] : [])
            .Concat(model.Find("dropout")?.Element.GetRawText() is null or "0" or "0.0" ? [] : ["dropout"])
            .FirstOrDefault();
        if (refused is not null)
        {
            throw new UnsupportedTokenizerException(
                model.FilePath, $"A byte-pair model with 'model.{refused}' is not implemented.");
        }
    }
}
