namespace MultimodalEmbeddings.Tokenization;

/// <summary>Which id pads.</summary>
internal static class PaddingToken
{
    private static readonly string[] UsualNames = ["[PAD]", "<pad>"];

    /// <summary>The token that the configuration names, else one of the usual names, else 0.</summary>
    public static int IdOf(SpecialTokenConfig config, Func<string, int?> idOf)
    {
        if (config.Role("pad_token") is not { } place)
        {
            return UsualNames.Select(idOf).FirstOrDefault(id => id is not null) ?? 0;
        }

        var name = SpecialTokenConfig.TextOf(place);
        return idOf(name)
            ?? throw new TokenizerException(place.FilePath, $"The padding token '{name}' is not in the tokenizer's vocabulary.");
    }
}
