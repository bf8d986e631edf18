using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>Memory for one batch at a time, kept for the next one.</summary>
internal sealed unsafe class Workspace : IDisposable
{
    private readonly int _hiddenStride;
    private readonly int _attendedStride;
    private readonly int _wideStride;
    private readonly int _slack;
    private AlignedFloats _memory = new(0);
    private int _capacity;

    /// <param name="configuration">Sizes.</param>
    /// <param name="lane">What rows are padded to.</param>
    public Workspace(EncoderConfiguration configuration, int lane)
    {
        int Padded(int columns) => (((columns - 1) / lane) + 1) * lane;
        var wide = Padded(configuration.IntermediateSize) * (configuration.ModernBert is null ? 1 : 2);
        _slack = 3 * lane;
        _hiddenStride = Padded(Math.Max(configuration.HiddenSize, configuration.EmbeddingSize ?? 0)) + (2 * lane);
        _attendedStride = Padded(3 * configuration.HiddenSize);
        _wideStride = Math.Max(wide, _attendedStride);
        Head = new HeadMemory(configuration.Heads, configuration.HiddenSize / configuration.Heads);
    }

    public HeadMemory Head { get; }

    /// <summary>The hidden states of a layer, [tokens, hidden].</summary>
    public Rows Hidden => new(_memory.Pointer, _hiddenStride);

    /// <summary>[tokens, hidden].</summary>
    public Rows Context => new(_memory.Pointer + (_capacity * (long)_hiddenStride), _hiddenStride);

    /// <summary>[tokens, hidden].</summary>
    public Rows Output => new(_memory.Pointer + (2 * _capacity * (long)_hiddenStride), _hiddenStride);

    /// <summary>Queries, keys and values, [tokens, 3 · hidden]; the same memory as <see cref="Wide"/>.</summary>
    public Rows Attended => new(_memory.Pointer + (3 * _capacity * (long)_hiddenStride), _attendedStride);

    /// <summary>[tokens, intermediate], twice that where the network is gated.</summary>
    public Rows Wide => new(_memory.Pointer + (3 * _capacity * (long)_hiddenStride), _wideStride);

    /// <param name="tokens">Tokens of the batch that comes.</param>
    public void Prepare(int tokens)
    {
        if (tokens > _capacity)
        {
            _memory.Dispose();
            _memory = new AlignedFloats((tokens * ((3L * _hiddenStride) + _wideStride)) + _slack);
            _capacity = tokens;
        }
    }

    public void Dispose()
    {
        _memory.Dispose();
        Head.Dispose();
    }
}
