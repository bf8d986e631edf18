namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Which of ONNX Runtime's own operators a model is made of.</summary>
/// <param name="PacksAttention">
/// Attention, whose query, key and value are one product in the operator; else MultiHeadAttention, behind three products.
/// </param>
/// <param name="IsQuantized">
/// Products of int8 weights, quantised per output channel, with inputs quantised as they come, as
/// onnxruntime.quantization's quantize_dynamic makes them.
/// </param>
internal sealed record FusedKind(bool PacksAttention, bool IsQuantized)
{
    public static IReadOnlyList<FusedKind> All { get; } =
        [new(true, false), new(false, false), new(true, true), new(false, true)];

    public override string ToString() =>
        $"{(PacksAttention ? "Attention" : "MultiHeadAttention")}{(IsQuantized ? ", int8" : "")}";
}
