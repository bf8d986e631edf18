namespace MultimodalEmbeddings.Tokenization;

/// <summary>The <c>post_processor</c> of tokenizer.json: the ids around a text.</summary>
internal sealed record PostProcessorJson(IReadOnlyList<int> Opening, IReadOnlyList<int> Closing)
{
    // Encoders have two, some four.
    private const int LongestFrame = 64;

    private static readonly PostProcessorJson None = new([], []);

    public static PostProcessorJson Read(JsonPlace? postProcessor) => postProcessor is { } place ? Read(place) : None;

    private static PostProcessorJson Read(JsonPlace place) => place.Require("type").Text() switch
    {
        "TemplateProcessing" => Template(place),
        "BertProcessing" or "RobertaProcessing" => new([PairId(place, "cls")], [PairId(place, "sep")]),
        "ByteLevel" => None,
        "Sequence" => place.Require("processors").Items().Select(Read).Aggregate(None, (inner, outer) => Surround(place, inner, outer)),
        var type => throw new UnsupportedTokenizerException(
            place.FilePath, $"The post-processor '{type}' is not implemented; " +
            "TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel, Sequence and none are."),
    };

    /// <summary>Each processor of a sequence goes around what those before it made.</summary>
    private static PostProcessorJson Surround(JsonPlace place, PostProcessorJson inner, PostProcessorJson outer) =>
        new(Bounded(place, outer.Opening.Concat(inner.Opening)), Bounded(place, inner.Closing.Concat(outer.Closing)));

    private static int[] Bounded(JsonPlace place, IEnumerable<int> ids) =>
        ids.Take(LongestFrame + 1).ToArray() is { Length: <= LongestFrame } all
            ? all
            : throw new TokenizerException(
                place.FilePath, $"'{place.Name}' puts more than {LongestFrame} ids on one side of every text. Fetch the file anew.");

    /// <summary><c>"cls": ["[CLS]", 101]</c>.</summary>
    private static int PairId(JsonPlace place, string name)
    {
        var pair = place.Require(name);
        return pair.Pair() is var (_, id) ? JsonVocabulary.Id(id) : throw pair.Wrong("a token and its id");
    }

    private static PostProcessorJson Template(JsonPlace place)
    {
        var single = place.Require("single");
        var parts = single.Items().ToArray();
        var sequence = Array.FindIndex(parts, part => part.Find("Sequence") is not null);
        if (sequence < 0)
        {
            throw single.Wrong("a list that has one Sequence among its special tokens");
        }

        var special = place.Find("special_tokens");
        return new PostProcessorJson(Ids(parts[..sequence]), Ids(parts[(sequence + 1)..]));

        int[] Ids(JsonPlace[] side) =>
            Bounded(place, side.SelectMany(part => IdsOf(part.Require("SpecialToken").Require("id"), special)));
    }

    private static IEnumerable<int> IdsOf(JsonPlace name, JsonPlace? specialTokens) =>
        specialTokens?.Find(name.Text()) is { } token
            ? token.Require("ids").Items().Select(JsonVocabulary.Id)
            : throw name.Wrong("a token that 'post_processor.special_tokens' defines");
}
