namespace MultimodalEmbeddings.Tokenization;

/// <summary>tokenizer.json: the whole tokenizer in one file.</summary>
internal static class TokenizerJsonFile
{
    public static TokenizerDefinition Read(TokenizerFileSet files)
    {
        var path = files.PathOf(TokenizerFileSet.TokenizerJson);
        var root = JsonPlace.Parse(path, files.Bytes(TokenizerFileSet.TokenizerJson));
        var model = root.Require("model");
        var preTokenizer = PreTokenizerJson.Read(root.Find("pre_tokenizer"));
        var (subwords, vocabulary) = ModelJson.Read(model, preTokenizer);
        var added = AddedTokenJson.ReadList(root.Find("added_tokens"), vocabulary);
        var frame = PostProcessorJson.Read(root.Find("post_processor"));
        var definition = new TokenizerDefinition
        {
            Vocabulary = vocabulary,
            Model = subwords,
            Normalizer = NormalizerJson.Read(root.Find("normalizer")),
            Splitter = preTokenizer.Splitter,
            AddedTokens = added,
            Opening = frame.Opening,
            Closing = frame.Closing,
            PaddingId = PaddingId(root, files, vocabulary, added),
        };
        CheckFrame(path, definition);
        return definition;
    }

    private static void CheckFrame(string path, TokenizerDefinition definition)
    {
        var known = definition.Vocabulary.Values.Concat(definition.AddedTokens.Select(token => token.Id)).ToHashSet();
        foreach (var id in definition.Opening.Concat(definition.Closing).Where(id => !known.Contains(id)))
        {
            throw new TokenizerException(path, $"'post_processor' puts the id {id} around every text, but no token has it.");
        }
    }

    private static int PaddingId(
        JsonPlace root, TokenizerFileSet files, IReadOnlyDictionary<string, int> vocabulary, IEnumerable<AddedToken> added)
    {
        if (root.Find("padding")?.Find("pad_id") is { } place)
        {
            return JsonVocabulary.Id(place);
        }

        var ids = new Dictionary<string, int>(vocabulary);
        foreach (var token in added)
        {
            ids[token.Content] = token.Id;
        }

        return PaddingToken.IdOf(new SpecialTokenConfig(files), ids);
    }
}
