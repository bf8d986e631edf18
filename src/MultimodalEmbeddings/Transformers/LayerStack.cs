using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The layers of an encoder, one after the other.</summary>
internal sealed class LayerStack : Module<Tensor, TokenBatch, IReadOnlyList<Tensor>>
{
    private readonly EncoderConfiguration _configuration;
    private readonly ModuleList<TransformerLayer> _layers;
    private readonly Embedding? _bias;
    private readonly LayerNorm? _norm;

    public LayerStack(EncoderConfiguration configuration)
        : base(nameof(LayerStack))
    {
        _configuration = configuration;
        var indices = Enumerable.Range(0, configuration.Layers);
        _layers = ModuleList([.. indices.Select(index => new TransformerLayer(configuration, isFirst: index == 0))]);
        _bias = configuration.RelativePositionBuckets is { } buckets ? Embedding(buckets, configuration.Heads) : null;
        _norm = Norm.Before(configuration);

        register_module("layer", _layers);
        if (_bias is not null)
        {
            register_module("relative_attention_bias", _bias);
        }

        if (_norm is not null)
        {
            register_module("LayerNorm", _norm);
        }
    }

    /// <inheritdoc cref="Dense.TakesProductInBFloat16"/>
    public bool TakesProductsInBFloat16
    {
        get;
        set
        {
            field = value;
            foreach (var dense in modules().OfType<Dense>())
            {
                dense.TakesProductInBFloat16 = value;
            }
        }
    }

    /// <param name="embedded">Hidden state 0, [batch, tokens, hidden].</param>
    /// <param name="batch">Which of its tokens are no padding.</param>
    /// <returns>
    /// Hidden states 0 to layers, each [batch, tokens, hidden]; the last one normalised, where layers do not end so themselves.
    /// </returns>
    public override IReadOnlyList<Tensor> forward(Tensor embedded, TokenBatch batch)
    {
        var states = new List<Tensor> { embedded };
        var packing = Packing.Of(batch);
        var packed = packing.Pack(embedded); // [attended, hidden]
        var (global, local) = Contexts(packing, batch, training && TakesProductsInBFloat16 ? bfloat16 : embedded.dtype);
        for (var index = 0; index < _layers.Count; index++)
        {
            packed = _layers[index].forward(packed, IsLocal(index) ? local : global);
            states.Add(packing.Unpack(index == _layers.Count - 1 && _norm is not null ? _norm.forward(packed) : packed));
        }

        return states;
    }

    private bool IsLocal(int layer) => _configuration.ModernBert is { } modern && !modern.GlobalLayers[layer];

    private (AttentionContext Global, AttentionContext Local) Contexts(Packing packing, TokenBatch batch, ScalarType type)
    {
        var (tokens, headSize) = (batch.Ids.shape[1], _configuration.HiddenSize / _configuration.Heads);
        var mask = batch.AttentionMask?.to(type);
        if (_configuration.ModernBert is { } modern)
        {
            var window = AttentionWindow.Narrow(batch.AttentionMask, batch.Attended, modern.LocalAttention / 2)?.to(type);
            return (
                new AttentionContext(packing, mask, RotaryEmbedding.Of(modern.GlobalTheta, headSize, tokens, type)),
                new AttentionContext(packing, window, RotaryEmbedding.Of(modern.LocalTheta, headSize, tokens, type)));
        }

        var bias = _bias is null ? null : RelativePositionBias.Of(_bias, tokens).to(type);
        var context = new AttentionContext(packing, bias is null || mask is null ? bias ?? mask : bias.Plus(mask), Rotation: null);
        return (context, context);
    }
}
