namespace MultimodalEmbeddings.Tokenization;

/// <summary>The <c>pre_tokenizer</c> of tokenizer.json.</summary>
internal sealed record PreTokenizerJson(IWordSplitter? Splitter)
{
    private const string Implemented =
        "BertPreTokenizer, ByteLevel, Metaspace, WhitespaceSplit, Whitespace, Punctuation, Split, Sequence";

    /// <summary>Whether words reach the model as GPT-2's byte symbols.</summary>
    public bool ByteLevel { get; init; }

    /// <summary>Whether no word has white space in it.</summary>
    public bool DropsWhiteSpace { get; init; }

    public static PreTokenizerJson Read(JsonPlace? preTokenizer) =>
        preTokenizer is { } place ? Read(place) : new PreTokenizerJson((IWordSplitter?)null);

    private static PreTokenizerJson Read(JsonPlace place) => place.Require("type").Text() switch
    {
        "BertPreTokenizer" => new PreTokenizerJson(ClassSplitter.Bert) { DropsWhiteSpace = true },
        "WhitespaceSplit" => new PreTokenizerJson(ClassSplitter.WhiteSpace) { DropsWhiteSpace = true },
        "Whitespace" => new PreTokenizerJson(new RunSplitter()) { DropsWhiteSpace = true },
        "Punctuation" => Punctuation(place),
        "Split" => Split(place),
        "ByteLevel" => Bytes(place),
        "Metaspace" => new PreTokenizerJson(Metaspace(place)),
        "Sequence" => Sequence(place.Require("pretokenizers")),
        var type => throw new UnsupportedTokenizerException(
            place.FilePath, $"The pre-tokenizer '{type}' is not implemented; {Implemented} and none are."),
    };

    private static PreTokenizerJson Punctuation(JsonPlace place) =>
        place.Find("behavior")?.Text() is null or "Isolated"
            ? new PreTokenizerJson(ClassSplitter.Punctuation)
            : throw new UnsupportedTokenizerException(
                place.FilePath, $"'{place.Name}.behavior' is not implemented for Punctuation; Isolated is.");

    private static PreTokenizerJson Split(JsonPlace place)
    {
        var keepsMatches = place.Find("invert")?.Flag() is true && place.Find("behavior")?.Text() == "Removed";
        var expression = place.Require("pattern").Find("Regex")?.Text();
        return keepsMatches && expression is not null && ClipSplitter.Parse(expression) is { } splitter
            ? new PreTokenizerJson(splitter) { DropsWhiteSpace = true }
            : throw new UnsupportedTokenizerException(
                place.FilePath, $"'{place.Name}' splits by another pattern than CLIP's, or in another way; " +
                "CLIP's regular expression with the behavior Removed and invert true is implemented.");
    }

    private static PreTokenizerJson Bytes(JsonPlace place) => new(new ByteLevelSplitter
    {
        AddPrefixSpace = place.Find("add_prefix_space")?.Flag() ?? true,
        UsesPattern = place.Find("use_regex")?.Flag() ?? true,
    })
    {
        ByteLevel = true,
    };

    /// <summary>Older files say <c>add_prefix_space</c>, newer ones <c>prepend_scheme</c> and <c>split</c>.</summary>
    private static MetaspaceSplitter Metaspace(JsonPlace place)
    {
        var replacement = place.Require("replacement");
        var scheme = place.Find("prepend_scheme")?.Text();
        var addsPrefix = place.Find("add_prefix_space")?.Flag() ?? true;
        if (scheme is not (null or "always" or "never"))
        {
            throw new UnsupportedTokenizerException(
                place.FilePath, $"'{place.Name}.prepend_scheme' {scheme} is not implemented; always and never are.");
        }

        if (scheme == "always" && !addsPrefix)
        {
            throw new TokenizerException(place.FilePath, $"'{place.Name}' prepends always, and it adds no prefix space.");
        }

        return new MetaspaceSplitter
        {
            Replacement = replacement.Text() is [var one] ? one : throw replacement.Wrong("one character"),
            AddPrefix = addsPrefix && scheme != "never",
            CutsAtSpaces = place.Find("split")?.Flag() ?? true,
        };
    }

    private static PreTokenizerJson Sequence(JsonPlace list)
    {
        PreTokenizerJson[] parts = [.. list.Items().Select(Read)];
        if (parts.SkipLast(1).Any(part => part.ByteLevel))
        {
            throw new UnsupportedTokenizerException(
                list.FilePath, $"'{list.Name}' with more behind ByteLevel is not implemented; ByteLevel has to be the last.");
        }

        var splitters = parts.Select(part => part.Splitter).OfType<IWordSplitter>().ToArray();
        return new PreTokenizerJson(splitters.Length == 0 ? null : splitters.Aggregate(Chain))
        {
            ByteLevel = parts.Any(part => part.ByteLevel),
            DropsWhiteSpace = parts.Any(part => part.DropsWhiteSpace),
        };
    }

    private static IWordSplitter Chain(IWordSplitter first, IWordSplitter second) => new SplitterSequence(first, second);
}
