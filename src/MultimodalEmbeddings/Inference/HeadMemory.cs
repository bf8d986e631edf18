namespace MultimodalEmbeddings.Inference;

/// <summary>Memory for the attention of one head, of a sentence after the other.</summary>
/// <param name="heads">Heads.</param>
/// <param name="size">Components of a head.</param>
internal sealed unsafe class HeadMemory(int heads, int size) : IDisposable
{
    /// <summary>Queries that are taken at once: their scores stay in the nearest cache.</summary>
    public const int Queries = 64;

    private const int MaximumLanes = 3;

    private readonly AlignedFloats _zeros = new(64);
    private AlignedFloats _keys = new(0);
    private AlignedFloats _scores = new(0);
    private AlignedFloats _hidden = new(0);

    public int Heads { get; } = heads;

    public int Size { get; } = size;

    /// <summary>Lanes of a panel of keys.</summary>
    public int Lanes { get; private set; }

    /// <summary>Tokens with the padding to whole panels.</summary>
    public int Columns { get; private set; }

    /// <summary>[panels, size, width].</summary>
    public float* Keys => _keys.Pointer;

    /// <summary>[queries, columns].</summary>
    public Rows Scores => new(_scores.Pointer, Columns);

    /// <summary>What scores begin with: 0 for a token, −∞ for padding, [columns].</summary>
    public float* Hidden => _hidden.Pointer;

    /// <summary>Zeros, as many as a panel has columns.</summary>
    public float* Zeros => _zeros.Pointer;

    /// <param name="tokens">Tokens of the sentence that comes.</param>
    /// <param name="lane">Floats of a lane.</param>
    public void Prepare(int tokens, int lane)
    {
        var lanes = ((tokens - 1) / lane) + 1;
        Lanes = Math.Min(lanes, MaximumLanes);
        Columns = (((lanes - 1) / Lanes) + 1) * Lanes * lane;
        Grow(ref _keys, (long)Columns * Size);
        Grow(ref _scores, (long)Columns * Queries);
        Grow(ref _hidden, Columns);
        _hidden.Slice(0, tokens).Clear();
        _hidden.Slice(tokens, Columns - tokens).Fill(float.NegativeInfinity);
    }

    public void Dispose()
    {
        _zeros.Dispose();
        _keys.Dispose();
        _scores.Dispose();
        _hidden.Dispose();
    }

    private static void Grow(ref AlignedFloats memory, long length)
    {
        if (memory.Length < length)
        {
            memory.Dispose();
            memory = new AlignedFloats(length);
        }
    }
}
