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
            PaddingId = PaddingId(root, new SpecialTokenConfig(files), vocabulary, added),
        };
        CheckFrame(path, definition);
        return definition;
    }

    private static void CheckFrame(string path, TokenizerDefinition definition)
    {
        var unknown = definition.Opening.Concat(definition.Closing).ToHashSet();
        unknown.ExceptWith(Ids(definition.Vocabulary, definition.AddedTokens));
        if (unknown.Count > 0)
        {
            throw new TokenizerException(
                path, $"'post_processor' puts the id {unknown.First()} around every text, but no token has it.");
        }
    }

    private static IEnumerable<int> Ids(IReadOnlyDictionary<string, int> vocabulary, IEnumerable<AddedToken> added) =>
        vocabulary.Values.Concat(added.Select(token => token.Id));

    private static int PaddingId(
        JsonPlace root, SpecialTokenConfig config, IReadOnlyDictionary<string, int> vocabulary, IReadOnlyList<AddedToken> added)
    {
        if (root.Find("padding")?.Find("pad_id") is not { } place)
        {
            return PaddingToken.IdOf(config, IdOf);
        }

        var (id, largest) = (JsonVocabulary.Id(place), Ids(vocabulary, added).Max());
        return id <= largest ? id : throw place.Wrong($"an id of the vocabulary, from 0 to {largest}");

        int? IdOf(string name) =>
            vocabulary.TryGetValue(name, out var found) ? found : added.FirstOrDefault(token => token.Content == name)?.Id;
    }
}
