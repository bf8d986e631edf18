using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>CLIP's text tower: a transformer whose tokens see those before them. Safe for concurrent use.</summary>
/// <remarks>Radford et al. 2021, section 2.4.</remarks>
internal sealed class ClipTextTower : Module<IReadOnlyList<int[]>, Tensor>
{
    private readonly ClipTextLayout _layout;
    private readonly Tensor _words;      // [vocabulary, hidden]
    private readonly Tensor _positions;  // [maximum tokens, hidden]
    private readonly PreNormStack _layers;
    private readonly StoredNorm _lastNorm;
    private readonly StoredLinear? _projection;

    /// <exception cref="CheckpointException">The tensors are not those of the layout, or not sound.</exception>
    public ClipTextTower(StateDictionary weights, ClipTextLayout layout)
        : base(nameof(ClipTextTower))
    {
        layout.Require(weights);
        _layout = layout;
        _words = StoredTensor.Read(weights, layout.Words);
        _positions = StoredTensor.Read(weights, layout.Positions);
        _layers = new PreNormStack(weights, layout.Layers);
        _lastNorm = new StoredNorm(weights, layout.LastNorm);
        _projection = layout.Projection is { } projection ? new StoredLinear(weights, projection) : null;

        register_buffer("words", _words);
        register_buffer("positions", _positions);
        register_module("layers", _layers);
        register_module("last_norm", _lastNorm);
        if (_projection is not null)
        {
            register_module("projection", _projection);
        }

        eval();
    }

    /// <inheritdoc cref="ClipTextLayout.Dimension"/>
    public int Dimension => _layout.Dimension;

    /// <inheritdoc cref="ClipTextLayout.MaximumTokens"/>
    public int MaximumTokens => _layout.MaximumTokens;

    /// <inheritdoc cref="ClipTextLayout.VocabularySize"/>
    public int VocabularySize => _layout.VocabularySize;

    /// <param name="texts">The token ids of each text, those that begin and end it included; at least one text.</param>
    /// <returns>Projected where the tower has a projection, not scaled to length 1, [texts, dimension].</returns>
    /// <exception cref="ArgumentException">A text is too long, or an id is outside the vocabulary.</exception>
    public override Tensor forward(IReadOnlyList<int[]> texts)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var pooled = Pool(HiddenStates(texts), texts);
        return (_projection?.forward(pooled) ?? pooled).MoveToOuterDisposeScope();
    }

    /// <inheritdoc cref="forward"/>
    /// <returns>What the last layer gives, normalised, [texts, tokens, hidden].</returns>
    public Tensor HiddenStates(IReadOnlyList<int[]> texts)
    {
        Check(texts);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var batch = TokenBatch.Create(texts, paddingId: 0); // nothing that is read sees padding
        var tokens = batch.Ids.shape[1];
        var embedded = _words.index_select(0, batch.Ids.flatten()).unflatten(0, batch.Ids.shape)
            .add_(_positions.narrow(0, 0, tokens), KeptScalar.One);
        var states = _layers.forward(embedded, Mask(batch, tokens));
        return _lastNorm.forward(states).MoveToOuterDisposeScope();
    }

    /// <param name="states">[texts, tokens, hidden].</param>
    /// <param name="texts">Their token ids.</param>
    /// <returns>The states of the tokens that end the texts, [texts, hidden].</returns>
    public Tensor Pool(Tensor states, IReadOnlyList<int[]> texts)
    {
        using var scope = NewDisposeScope();

        var width = states.shape[1];
        long[] places = [.. texts.Select((ids, row) => (row * width) + _layout.End.PositionIn(ids))];
        return states.flatten(0, 1).index_select(0, NativeTensor.From(places, places.Length)).MoveToOuterDisposeScope();
    }

    /// <returns>[1 or batch, 1, tokens, tokens]: 0 where a token is seen, −∞ where it comes later or is padding.</returns>
    private static Tensor Mask(TokenBatch batch, long tokens)
    {
        var causal = ones(1, 1, tokens, tokens).tril().log(); // log 0 = −∞
        return batch.AttentionMask is { } padding ? causal.add(padding, KeptScalar.One) : causal;
    }

    private void Check(IReadOnlyList<int[]> texts)
    {
        if (texts.FirstOrDefault(ids => ids.Length > MaximumTokens) is { } longer)
        {
            throw new ArgumentException(
                $"A text has {longer.Length} tokens; CLIP's text tower has positions for {MaximumTokens}.", nameof(texts));
        }

        foreach (var id in texts.SelectMany(ids => ids).Where(id => id < 0 || id >= VocabularySize))
        {
            throw new ArgumentException($"Token id {id} is outside the vocabulary of {VocabularySize}.", nameof(texts));
        }
    }
}
