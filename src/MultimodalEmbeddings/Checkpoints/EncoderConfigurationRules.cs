namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The ranges of a configuration's values. Within them, the number of elements of every weight fits 31 bits.</summary>
internal static class EncoderConfigurationRules
{
    private const int MaximumHiddenSize = 1 << 14;
    private const int MaximumTableRows = 1 << 16;
    private const int MaximumLayers = 1 << 10;

    private static readonly string[] Activations = ["gelu", "gelu_new", "relu", "tanh"];

    public static bool Supports(string modelType) => modelType is "bert" or "roberta";

    /// <summary>
    /// One sentence per value outside its range, under Hugging Face's name for it; none for a sound configuration.
    /// </summary>
    public static IEnumerable<string> Faults(EncoderConfiguration configuration) =>
    [
        .. SizeFaults(configuration), .. RelationFaults(configuration), .. NumberFaults(configuration),
    ];

    private static IEnumerable<string> SizeFaults(EncoderConfiguration it) => Sentences(
        Range("vocab_size", it.VocabularySize, int.MaxValue),
        Range("hidden_size", it.HiddenSize, MaximumHiddenSize),
        Range("num_hidden_layers", it.Layers, MaximumLayers),
        Range("num_attention_heads", it.Heads, MaximumHiddenSize),
        Range("intermediate_size", it.IntermediateSize, MaximumTableRows),
        Range("max_position_embeddings", it.MaximumPositions, MaximumTableRows),
        Range("type_vocab_size", it.TokenTypes, MaximumTableRows));

    private static IEnumerable<string> RelationFaults(EncoderConfiguration it) => Sentences(
        Unless(Supports(it.ModelType), $"model_type {it.ModelType} is not supported yet; bert and roberta are."),
        Unless(
            it.Heads < 1 || it.HiddenSize % it.Heads == 0,
            $"hidden_size {it.HiddenSize} cannot be split over {it.Heads} attention heads."),
        Unless(
            (long)it.VocabularySize * it.HiddenSize <= int.MaxValue,
            $"vocab_size {it.VocabularySize} times hidden_size {it.HiddenSize} is more than 2^31 - 1."),
        Unless(
            it.PaddingId >= 0 && it.PaddingId < it.VocabularySize,
            $"pad_token_id is {it.PaddingId}; expected an id of the vocabulary, 0 to {it.VocabularySize - 1L}."),
        Unless(
            it.ModelType != "roberta" || it.MaximumPositions > it.PaddingId + 1L,
            $"max_position_embeddings {it.MaximumPositions} leaves no position after pad_token_id {it.PaddingId}."));

    private static IEnumerable<string> NumberFaults(EncoderConfiguration it) => Sentences(
        Unless(it.LayerNormEpsilon is > 0 and <= 1, $"layer_norm_eps is {it.LayerNormEpsilon}; expected more than 0, at most 1."),
        Unless(it.HiddenDropout is >= 0 and < 1, $"hidden_dropout_prob is {it.HiddenDropout}; expected 0 or more, less than 1."),
        Unless(
            it.AttentionDropout is >= 0 and < 1,
            $"attention_probs_dropout_prob is {it.AttentionDropout}; expected 0 or more, less than 1."),
        Unless(
            it.InitializerRange >= 0 && double.IsFinite(it.InitializerRange),
            $"initializer_range is {it.InitializerRange}; expected 0 or more."),
        Unless(
            Activations.Contains(it.Activation),
            $"hidden_act {it.Activation} is not supported; {string.Join(", ", Activations)} are."));

    private static string? Range(string name, int value, int maximum) =>
        Unless(value >= 1 && value <= maximum, $"{name} is {value}; expected 1 to {maximum}.");

    private static string? Unless(bool holds, string fault) => holds ? null : fault;

    private static IEnumerable<string> Sentences(params string?[] faults) => faults.OfType<string>();
}
