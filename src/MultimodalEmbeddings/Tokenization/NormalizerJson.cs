using Microsoft.ML.Tokenizers;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>The <c>normalizer</c> of tokenizer.json.</summary>
internal static class NormalizerJson
{
    public static Normalizer? Read(JsonPlace? normalizer)
    {
        if (normalizer is not { } place)
        {
            return null;
        }

        var type = place.Require("type").Text();
        return type switch
        {
            "BertNormalizer" => Bert(place),
            "NFC" => new CanonicalComposition(),
            _ => throw new UnsupportedTokenizerException(
                place.FilePath, $"The normalizer '{type}' is not implemented; BertNormalizer, NFC and none are."),
        };
    }

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
}
