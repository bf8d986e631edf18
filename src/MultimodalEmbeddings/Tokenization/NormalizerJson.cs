namespace MultimodalEmbeddings.Tokenization;

/// <summary>The <c>normalizer</c> of tokenizer.json.</summary>
internal static class NormalizerJson
{
    private const string Implemented =
        "BertNormalizer, NFC, NFD, NFKC, NFKD, Nmt, Lowercase, StripAccents, Strip, Replace, Precompiled, Sequence";

    // U+FDFA has 18 characters in form KD, which a character map gives; some replacements, such as '&' to ' and ', go with it.
    private const double LargestGrowth = 1024;

    /// <exception cref="TokenizerException">It is damaged, or lengthens a text without a sensible bound.</exception>
    public static INormalizer? Read(JsonPlace? normalizer)
    {
        if (normalizer is not { } place)
        {
            return null;
        }

        var steps = Read(place);
        return steps.Growth <= LargestGrowth
            ? steps
            : throw new TokenizerException(
                place.FilePath, $"'{place.Name}' can make a text more than {LargestGrowth} times as long: each of its steps may " +
                "lengthen what the one before made. Remove the steps that lengthen a text.");
    }

    private static INormalizer Read(JsonPlace place) => place.Require("type").Text() switch
    {
        "BertNormalizer" => Bert(place),
        "NFC" => new UnicodeNormalizer(composes: true, isCompatible: false),
        "NFD" => new UnicodeNormalizer(composes: false, isCompatible: false),
        "NFKC" => new UnicodeNormalizer(composes: true, isCompatible: true),
        "NFKD" => new UnicodeNormalizer(composes: false, isCompatible: true),
        "Nmt" => new NmtCleaning(),
        "Lowercase" => new LowerCaseNormalizer(),
        "StripAccents" => new MarkRemoval(),
        "Strip" => new Trimming(place.Require("strip_left").Flag(), place.Require("strip_right").Flag()),
        "Replace" => Replacement(place),
        "Precompiled" => Precompiled(place.Require("precompiled_charsmap")),
        "Sequence" => new NormalizerSequence([.. place.Require("normalizers").Items().Select(Read)]),
        var type => throw new UnsupportedTokenizerException(
            place.FilePath, $"The normalizer '{type}' is not implemented; {Implemented} and none are."),
    };

    private static BertNormalizer Bert(JsonPlace place)
    {
        var lowerCase = place.Find("lowercase")?.Flag() ?? true;
        return new BertNormalizer(new BertNormalization
        {
            CleanText = place.Find("clean_text")?.Flag() ?? true,
            SeparateIdeographs = place.Find("handle_chinese_chars")?.Flag() ?? true,
            LowerCase = lowerCase,
            StripAccents = place.Find("strip_accents")?.Flag() ?? lowerCase,
        });
    }

    /// <summary><c>"pattern": {"String": " "}</c> or <c>{"Regex": " {2,}"}</c>.</summary>
    private static INormalizer Replacement(JsonPlace place)
    {
        var pattern = place.Require("pattern");
        var content = place.Require("content").Text();
        if (pattern.Find("String") is { } literal)
        {
            return literal.Text() is { Length: > 0 } text
                ? new TextReplacement(text, content)
                : throw literal.Wrong("the text to replace");
        }

        var expression = pattern.Require("Regex").Text();
        return RunPattern.Parse(expression) is { } run
            ? new RunReplacement(run, content)
            : throw new UnsupportedTokenizerException(
                place.FilePath, $"The pattern '{expression}' of Replace is not implemented; " +
                "one character or \\s with + or {n,} behind it is, such as ' {2,}'.");
    }

    private static CharacterMapNormalizer Precompiled(JsonPlace map) =>
        new(CharacterMap.Read(map.FilePath, map.Name, map.Bytes()));
}
