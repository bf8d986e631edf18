using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>The packed weights of one transformer layer.</summary>
internal sealed class LayerWeights<TLane> : IDisposable
    where TLane : struct, ILane<TLane>
{
    private readonly PackedLinear[] _linears;
    private readonly NamedNorm<TLane>[] _norms;

    /// <param name="source">The encoder's weights.</param>
    /// <param name="index">The layer, from 0.</param>
    public LayerWeights(IWeightSource source, int index)
    {
        var it = source.Configuration;
        var (prefix, lane) = ($"encoder.layer.{index}", TLane.Count);
        IsGated = NormsBefore = it.ModernBert is not null;
        Activation = ActivationNames<TLane>.Find(it.Activation);
        Attended = new PackedMatrix(3 * it.HiddenSize, it.HiddenSize, lane);
        AttentionOutput = new PackedMatrix(it.HiddenSize, it.HiddenSize, lane);
        Widening = new PackedMatrix(
            IsGated ? 2 * MatrixProduct<TLane>.Padded(it.IntermediateSize) : it.IntermediateSize, it.HiddenSize, lane);
        Narrowing = new PackedMatrix(it.HiddenSize, it.IntermediateSize, lane);
        _linears = [.. it.ModernBert is { } modern ? ModernLinears(prefix, it, modern) : Linears(prefix, it)];
        Array.ForEach(_linears, linear => linear.Read(source));

        string[] norms = NormsBefore
            ? ["attention.LayerNorm", "intermediate.LayerNorm"]
            : ["attention.output.LayerNorm", "output.LayerNorm"];
        _norms = [.. norms.Select(name => NamedNorm<TLane>.Read(source, $"{prefix}.{name}", it.HiddenSize)).OfType<NamedNorm<TLane>>()];
        AttentionNorm = _norms is [var first, _] ? first.Norm : null;
        FeedForwardNorm = _norms[^1].Norm;
    }

    /// <summary>Query, key and value, [3 · hidden, hidden].</summary>
    public PackedMatrix Attended { get; }

    public PackedMatrix AttentionOutput { get; }

    /// <summary>[intermediate, hidden]; twice that where the network is gated, each half padded to whole lanes.</summary>
    public PackedMatrix Widening { get; }

    public PackedMatrix Narrowing { get; }

    public ActivationPass Activation { get; }

    /// <summary>Whether half of what widening gives is the gate of the other half.</summary>
    public bool IsGated { get; }

    /// <summary>Whether norms stand before each half of the layer; after it, where not.</summary>
    public bool NormsBefore { get; }

    /// <summary>After the attention, in ModernBERT before it; null in its first layer.</summary>
    public RowNorm<TLane>? AttentionNorm { get; }

    /// <summary>After the feed-forward network, in ModernBERT before it.</summary>
    public RowNorm<TLane> FeedForwardNorm { get; }

    public IEnumerable<NamedTensor> Tensors =>
        _linears.SelectMany(linear => linear.Tensors).Concat(_norms.SelectMany(norm => norm.Tensors));

    public void Dispose()
    {
        Attended.Dispose();
        AttentionOutput.Dispose();
        Widening.Dispose();
        Narrowing.Dispose();
        Array.ForEach(_norms, norm => norm.Norm.Dispose());
    }

    private IEnumerable<PackedLinear> Linears(string prefix, EncoderConfiguration it)
    {
        var hidden = it.HiddenSize;
        return
        [
            new($"{prefix}.attention.self.query", Attended, HasBias: true, new OutputRange(0, hidden)),
            new($"{prefix}.attention.self.key", Attended, HasBias: true, new OutputRange(hidden, hidden)),
            new($"{prefix}.attention.self.value", Attended, HasBias: true, new OutputRange(2 * hidden, hidden)),
            new($"{prefix}.attention.output.dense", AttentionOutput, HasBias: true, new OutputRange(0, hidden)),
            new($"{prefix}.intermediate.dense", Widening, HasBias: true, new OutputRange(0, it.IntermediateSize)),
            new($"{prefix}.output.dense", Narrowing, HasBias: true, new OutputRange(0, hidden)),
        ];
    }

    private IEnumerable<PackedLinear> ModernLinears(string prefix, EncoderConfiguration it, ModernBertConfiguration modern)
    {
        var (all, half) = (new OutputRange(0, it.HiddenSize), new OutputRange(0, it.IntermediateSize));
        var gate = half with { Start = Widening.PaddedOutputs / 2 };
        return
        [
            new($"{prefix}.attention.self.qkv", Attended, modern.AttentionBias, all with { Count = 3 * it.HiddenSize }),
            new($"{prefix}.attention.output.dense", AttentionOutput, modern.AttentionBias, all),
            new($"{prefix}.intermediate.dense", Widening, modern.FeedForwardBias, half, gate),
            new($"{prefix}.output.dense", Narrowing, modern.FeedForwardBias, all),
        ];
    }
}
