namespace MultimodalEmbeddings.Tokenization;

/// <summary>
/// What tokenizer_config.json, special_tokens_map.json and added_tokens.json say; the first has the last word.
/// </summary>
internal sealed class SpecialTokenConfig
{
    private readonly JsonPlace? _config;
    private readonly JsonPlace? _map;
    private readonly JsonPlace? _added;

    public SpecialTokenConfig(TokenizerFileSet files)
    {
        _config = Open(files, TokenizerFileSet.Config);
        _map = Open(files, TokenizerFileSet.SpecialTokensMap);
        _added = Open(files, TokenizerFileSet.AddedTokens);
    }

    /// <summary>The tokenizer's Python class without the suffix Fast; null where none is named.</summary>
    public string? ClassName => _config?.Find("tokenizer_class")?.Text() is { } name
        ? name.EndsWith("Fast", StringComparison.Ordinal) ? name[..^4] : name
        : null;

    public JsonPlace? AddedTokensDecoder => _config?.Find("added_tokens_decoder");

    /// <summary>The form before <see cref="AddedTokensDecoder"/>, which counts where that is absent: text to id.</summary>
    public JsonPlace? AddedTokensEncoder => AddedTokensDecoder is null ? _added : null;

    /// <summary>An option of tokenizer_config.json; null where it is absent or null.</summary>
    public bool? Option(string name) => _config?.Find(name)?.Flag();

    /// <summary>The token of a role such as <c>pad_token</c>: a string, or an object with its content.</summary>
    public JsonPlace? Role(string name) => _config?.Find(name) ?? _map?.Find(name);

    public IEnumerable<JsonPlace> AdditionalTokens => Role("additional_special_tokens")?.Items() ?? [];

    public static string TextOf(JsonPlace token) => (token.IsObject ? token.Require("content") : token).Text();

    private static JsonPlace? Open(TokenizerFileSet files, string name) =>
        files.Has(name) ? JsonPlace.Parse(files.PathOf(name), files.Bytes(name)) : null;
}
