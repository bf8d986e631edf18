namespace MultimodalEmbeddings.Tokenization;

/// <summary>A vocabulary as a JSON object: token to id.</summary>
internal static class JsonVocabulary
{
    /// <summary>Larger ids would ask for absurd embedding tables; large vocabularies have some 260,000 tokens.</summary>
    public const int MaximumId = (1 << 24) - 1;

    public static Dictionary<string, int> Read(JsonPlace vocabulary)
    {
        var ids = new Dictionary<string, int>();
        var tokens = new Dictionary<int, string>();
        foreach (var (token, place) in vocabulary.Members())
        {
            var id = Id(place);
            if (!tokens.TryAdd(id, token))
            {
                throw new TokenizerException(
                    place.FilePath, $"'{vocabulary.Name}' gives the id {id} to '{tokens[id]}' and to '{token}'.");
            }

            if (!ids.TryAdd(token, id))
            {
                throw new TokenizerException(place.FilePath, $"'{vocabulary.Name}' names the token '{token}' twice.");
            }
        }

        return ids.Count > 0 ? ids : throw vocabulary.Wrong("an object that gives every token an id");
    }

    public static int Id(JsonPlace place) =>
        place.Number() is var id and >= 0 and <= MaximumId ? id : throw place.Wrong($"an id from 0 to {MaximumId}");
}
