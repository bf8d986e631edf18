namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The ranges of a configuration's values. Within them, the number of elements of every weight fits 31 bits.</summary>
internal static class EncoderConfigurationRules
{
    private const int MaximumHiddenSize = 1 << 14;
    private const int MaximumTableRows = 1 << 16;
    private const int MaximumLayers = 1 << 10;
    private const int UsedBuckets = 32; // by MPNet's code, whatever relative_attention_num_buckets says

    /// <summary>The values of <c>hidden_act</c> that an encoder can have.</summary>
    public static IReadOnlyList<string> Activations { get; } =
    [
        "gelu", "gelu_python", "gelu_new", "gelu_fast", "gelu_pytorch_tanh", "quick_gelu", "relu", "silu", "swish", "tanh",
    ];

    public static bool AllowsLayers(int layers) => layers is >= 1 and <= MaximumLayers;

    /// <summary>
    /// One sentence per value outside its range, under its family's name for it; none for a sound configuration.
    /// </summary>
    public static IEnumerable<string> Faults(EncoderConfiguration configuration) =>
        EncoderFamily.Find(configuration.ModelType) is not { } family
            ? [$"model_type {configuration.ModelType} is not supported; {EncoderFamily.Supported} are."]
            :
            [
                .. SizeFaults(configuration, family.Keys),
                .. RelationFaults(configuration, family),
                .. NumberFaults(configuration, family.Keys),
                .. FamilyFaults(configuration, family),
                .. AbsenceFaults(configuration, family),
                .. ModernBertRules.Faults(configuration),
            ];

    /// <summary>The sentence, unless a rule holds.</summary>
    public static string? Unless(bool holds, string fault) => holds ? null : fault;

    /// <summary>A sentence, unless a size is at least 1 and at most the largest one allowed.</summary>
    public static string? Range(string name, int value, int maximum) =>
        Unless(value >= 1 && value <= maximum, $"{name} is {value}; expected 1 to {maximum}.");

    /// <summary>A sentence, unless dropout drops a part, but not all.</summary>
    public static string? Part(string? name, double value) =>
        Unless(name is null || value is >= 0 and < 1, $"{name} is {value}; expected 0 or more, less than 1.");

    public static IEnumerable<string> Sentences(params string?[] faults) => faults.OfType<string>();

    private static IEnumerable<string> SizeFaults(EncoderConfiguration it, EncoderKeys keys) => Sentences(
        Range("vocab_size", it.VocabularySize, int.MaxValue),
        Range(keys.HiddenSize, it.HiddenSize, MaximumHiddenSize),
        Unless(AllowsLayers(it.Layers), $"{keys.Layers} is {it.Layers}; expected 1 to {MaximumLayers}."),
        Range(keys.Heads, it.Heads, MaximumHiddenSize),
        Range(keys.IntermediateSize, it.IntermediateSize, it.ModernBert is null ? MaximumTableRows : MaximumTableRows / 2),
        Range("max_position_embeddings", it.MaximumPositions, MaximumTableRows),
        keys.TokenTypes is { } types ? Range(types, it.TokenTypes, MaximumTableRows) : null,
        keys.EmbeddingSize is { } embedding ? Range(embedding, it.EmbeddingSize ?? 0, MaximumHiddenSize) : null);

    private static IEnumerable<string> RelationFaults(EncoderConfiguration it, EncoderFamily family) => Sentences(
        Unless(
            it.Heads < 1 || it.HiddenSize % it.Heads == 0,
            $"{family.Keys.HiddenSize} {it.HiddenSize} cannot be split over {it.Heads} attention heads."),
        Unless(
            (long)it.VocabularySize * (it.EmbeddingSize ?? it.HiddenSize) <= int.MaxValue,
            $"vocab_size {it.VocabularySize} times {family.Keys.EmbeddingSize ?? family.Keys.HiddenSize} "
            + $"{it.EmbeddingSize ?? it.HiddenSize} is more than 2^31 - 1."),
        Unless(
            it.PaddingId >= 0 && it.PaddingId < it.VocabularySize,
            $"pad_token_id is {it.PaddingId}; expected an id of the vocabulary, 0 to {it.VocabularySize - 1L}."),
        Unless(
            !family.CountsPositionsAfterPadding || it.MaximumPositions > it.PaddingId + 1L,
            $"max_position_embeddings {it.MaximumPositions} leaves no position after pad_token_id {it.PaddingId}."));

    private static IEnumerable<string> NumberFaults(EncoderConfiguration it, EncoderKeys keys) => Sentences(
        Unless(
            keys.LayerNormEpsilon is null || it.LayerNormEpsilon is > 0 and <= 1,
            $"{keys.LayerNormEpsilon} is {it.LayerNormEpsilon}; expected more than 0, at most 1."),
        Part(keys.HiddenDropout, it.HiddenDropout),
        Part(keys.AttentionDropout, it.AttentionDropout),
        Unless(
            it.InitializerRange >= 0 && double.IsFinite(it.InitializerRange),
            $"initializer_range is {it.InitializerRange}; expected 0 or more."),
        Unless(
            Activations.Contains(it.Activation),
            $"{keys.Activation} {it.Activation} is not supported; {string.Join(", ", Activations)} are."));

    // MPNet's code counts positions from 1 whatever pad_token_id says.
    private static IEnumerable<string> FamilyFaults(EncoderConfiguration it, EncoderFamily family) => Sentences(
        family.Keys.RelativePositionBuckets is not { } buckets ? null : Unless(
            it.RelativePositionBuckets is >= UsedBuckets and <= MaximumTableRows,
            $"{buckets} is {it.RelativePositionBuckets}; expected {UsedBuckets} to {MaximumTableRows}."),
        Unless(
            it.ModelType != "mpnet" || it.PaddingId == 1,
            $"pad_token_id is {it.PaddingId}; expected 1, from which mpnet counts positions."));

    // What a family has no key for has one value, and nothing else could be written.
    private static IEnumerable<string> AbsenceFaults(EncoderConfiguration it, EncoderFamily family)
    {
        var (keys, only) = (family.Keys, family.Defaults);
        (string? Key, string Name, object? Found, object? Only)[] settings =
        [
            (keys.TokenTypes, nameof(it.TokenTypes), it.TokenTypes, only.TokenTypes),
            (keys.EmbeddingSize, nameof(it.EmbeddingSize), it.EmbeddingSize, null),
            (keys.RelativePositionBuckets, nameof(it.RelativePositionBuckets), it.RelativePositionBuckets, null),
            (keys.LayerNormEpsilon, nameof(it.LayerNormEpsilon), it.LayerNormEpsilon, only.LayerNormEpsilon),
            (keys.HiddenDropout, nameof(it.HiddenDropout), it.HiddenDropout, only.HiddenDropout),
        ];
        return settings.Where(setting => setting.Key is null && !Equals(setting.Found, setting.Only)).Select(
            setting => $"{setting.Name} is {setting.Found}; {it.ModelType} has no such setting, "
                + $"so {setting.Only ?? "null"} is expected.");
    }
}
