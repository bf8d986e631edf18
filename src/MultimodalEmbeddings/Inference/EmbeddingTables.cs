using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>The sum of word, position and token type embeddings, normalised, and brought to the hidden size.</summary>
/// <remarks>Every token is of type 0.</remarks>
internal sealed unsafe class EmbeddingTables<TLane> : IDisposable
    where TLane : struct, ILane<TLane>
{
    private readonly EncoderConfiguration _configuration;
    private readonly VectorTable _words;
    private readonly VectorTable? _positions;
    private readonly VectorTable? _types;
    private readonly NamedNorm<TLane> _norm;
    private readonly PackedLinear? _projection;

    public EmbeddingTables(IWeightSource source)
    {
        var it = _configuration = source.Configuration;
        var size = it.EmbeddingSize ?? it.HiddenSize;
        _words = new VectorTable(source, "embeddings.word_embeddings.weight", it.VocabularySize, size, TLane.Count);
        _positions = it.Family.HasPositionTable
            ? new VectorTable(source, "embeddings.position_embeddings.weight", it.MaximumPositions, size, TLane.Count)
            : null;
        _types = it.TokenTypes > 0
            ? new VectorTable(source, "embeddings.token_type_embeddings.weight", it.TokenTypes, size, TLane.Count)
            : null;
        _norm = NamedNorm<TLane>.Read(source, "embeddings.LayerNorm", size)!;
        if (size != it.HiddenSize)
        {
            var matrix = new PackedMatrix(it.HiddenSize, size, TLane.Count);
            _projection = new("embeddings.projection", matrix, HasBias: true, new OutputRange(0, it.HiddenSize));
            _projection.Read(source);
        }
    }

    /// <param name="ids">A sentence.</param>
    /// <param name="hidden">Receives hidden state 0, [tokens, hidden].</param>
    /// <param name="scratch">[tokens, embedding], with padding.</param>
    public void Embed(ReadOnlySpan<int> ids, Rows hidden, Rows scratch)
    {
        var embedded = _projection is null ? hidden : scratch;
        var position = _configuration.PaddingId;
        for (var token = 0; token < ids.Length; token++)
        {
            // RoBERTa and its kin count from padding id + 1, and tokens that are not padding only.
            position += ids[token] == _configuration.PaddingId ? 0 : 1;
            var counted = ids[token] == _configuration.PaddingId ? _configuration.PaddingId : position;
            Add(ids[token], _configuration.Family.CountsPositionsAfterPadding ? counted : token, embedded[token]);
        }

        _norm.Norm.Apply(embedded, embedded, embedded, ids.Length);
        if (_projection is not null)
        {
            MatrixProduct<TLane>.Multiply(embedded, hidden, ids.Length, _projection.Matrix);
        }
    }

    public IEnumerable<NamedTensor> Tensors =>
    [
        .. new[] { _words, _positions, _types }.OfType<VectorTable>().Select(table => table.Tensor),
        .. _norm.Tensors,
        .. _projection?.Tensors ?? [],
    ];

    public void Dispose()
    {
        _words.Dispose();
        _positions?.Dispose();
        _types?.Dispose();
        _norm.Norm.Dispose();
        _projection?.Matrix.Dispose();
    }

    private void Add(int word, int position, float* target)
    {
        new Span<float>(_words[word], _words.Stride).CopyTo(new Span<float>(target, _words.Stride));
        Add(_types, 0, target);
        Add(_positions, position, target);
    }

    private static void Add(VectorTable? table, int row, float* target)
    {
        for (var i = 0; i < table?.Stride; i += TLane.Count)
        {
            TLane.Store(TLane.Load(target + i) + TLane.Load(table[row] + i), target + i);
        }
    }
}
