using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>The packed weights of one transformer layer.</summary>
internal sealed class LayerWeights<TLane> : IDisposable
    where TLane : struct, ILane<TLane>
{
    private readonly IWeightSource _source;
    private readonly string _prefix;

    /// <param name="source">The encoder's weights.</param>
    /// <param name="index">The layer, from 0.</param>
    public LayerWeights(IWeightSource source, int index)
    {
        (_source, _prefix) = (source, $"encoder.layer.{index}");
        var it = source.Configuration;
        IsGated = NormsBefore = it.ModernBert is not null;
        Activation = ActivationNames<TLane>.Find(it.Activation);
        Attended = Attention(it);
        AttentionOutput = Linear("attention.output.dense", it.HiddenSize, it.HiddenSize);
        Widening = Widen(it);
        Narrowing = Linear("output.dense", it.HiddenSize, it.IntermediateSize);
        AttentionNorm = Norm(it.ModernBert is null ? "attention.output.LayerNorm" : "attention.LayerNorm");
        FeedForwardNorm = Norm(it.ModernBert is null ? "output.LayerNorm" : "intermediate.LayerNorm");
    }

    /// <summary>Query, key and value, [3 · hidden, hidden].</summary>
    public PackedMatrix Attended { get; }

    public PackedMatrix AttentionOutput { get; }

    /// <summary>[intermediate, hidden]; twice that where the network is gated, each half padded to whole panels.</summary>
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
    public RowNorm<TLane>? FeedForwardNorm { get; }

    public void Dispose()
    {
        Attended.Dispose();
        AttentionOutput.Dispose();
        Widening.Dispose();
        Narrowing.Dispose();
        AttentionNorm?.Dispose();
        FeedForwardNorm?.Dispose();
    }

    private PackedMatrix Attention(EncoderConfiguration it)
    {
        var hidden = it.HiddenSize;
        var matrix = new PackedMatrix(3 * hidden, hidden, MatrixProduct<TLane>.PanelWidth);
        if (it.ModernBert is not null)
        {
            Fill(matrix, 0, "attention.self.qkv", 3 * hidden);
            return matrix;
        }

        Fill(matrix, 0, "attention.self.query", hidden);
        Fill(matrix, hidden, "attention.self.key", hidden);
        Fill(matrix, 2 * hidden, "attention.self.value", hidden);
        return matrix;
    }

    private PackedMatrix Widen(EncoderConfiguration it)
    {
        if (it.ModernBert is null)
        {
            return Linear("intermediate.dense", it.IntermediateSize, it.HiddenSize);
        }

        var (weights, biases) = Read("intermediate.dense", 2 * it.IntermediateSize, it.HiddenSize);
        var half = MatrixProduct<TLane>.Padded(it.IntermediateSize);
        var (cut, cutBiases) = (weights.Length / 2, biases.Length / 2);
        var matrix = new PackedMatrix(2 * half, it.HiddenSize, MatrixProduct<TLane>.PanelWidth);
        matrix.Fill(0, weights.AsSpan(0, cut), biases.AsSpan(0, cutBiases));
        matrix.Fill(half, weights.AsSpan(cut), biases.AsSpan(cutBiases));
        return matrix;
    }

    private PackedMatrix Linear(string name, int outputs, int inputs)
    {
        var matrix = new PackedMatrix(outputs, inputs, MatrixProduct<TLane>.PanelWidth);
        Fill(matrix, 0, name, outputs);
        return matrix;
    }

    private void Fill(PackedMatrix matrix, int start, string name, int outputs)
    {
        var (weights, biases) = Read(name, outputs, matrix.Inputs);
        matrix.Fill(start, weights, biases);
    }

    private (float[] Weights, float[] Biases) Read(string name, int outputs, int inputs) => (
        _source.Read($"{_prefix}.{name}.weight", outputs, inputs),
        _source.Contains($"{_prefix}.{name}.bias") ? _source.Read($"{_prefix}.{name}.bias", outputs) : []);

    private RowNorm<TLane>? Norm(string name) => RowNorm<TLane>.Read(_source, $"{_prefix}.{name}", _source.Configuration.HiddenSize);
}
