using Microsoft.ML.Tokenizers;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>The <c>pre_tokenizer</c> of tokenizer.json.</summary>
internal sealed record PreTokenizerJson(PreTokenizer? Splitter)
{
    public bool AddPrefixSpace { get; init; }

    /// <summary>Whether words reach the model as GPT-2's byte symbols.</summary>
    public bool ByteLevel { get; init; }

    public static PreTokenizerJson Read(JsonPlace? preTokenizer)
    {
        if (preTokenizer is not { } place)
        {
            return new PreTokenizerJson((PreTokenizer?)null);
        }

        var type = place.Require("type").Text();
        return type switch
        {
            "BertPreTokenizer" => new PreTokenizerJson(new BertPreTokenizer()),
            "ByteLevel" => Bytes(place),
            _ => throw new UnsupportedTokenizerException(
                place.FilePath, $"The pre-tokenizer '{type}' is not implemented; BertPreTokenizer, ByteLevel and none are."),
        };
    }

    private static PreTokenizerJson Bytes(JsonPlace place)
    {
        var usesPattern = place.Find("use_regex")?.Flag() ?? true;
        return new PreTokenizerJson(usesPattern ? new ByteLevelPreTokenizer() : null)
        {
            AddPrefixSpace = place.Find("add_prefix_space")?.Flag() ?? true,
            ByteLevel = true,
        };
    }
}
