using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>Multi-head scaled dot-product self-attention, without its output projection.</summary>
/// <remarks>Vaswani et al. 2017, section 3.2; Hugging Face's <c>BertSelfAttention</c>.</remarks>
internal sealed class SelfAttention : Module<Tensor, Packing, Tensor>
{
    private readonly Linear _query;
    private readonly Linear _key;
    private readonly Linear _value;
    private readonly int _heads;
    private readonly double _dropout;

    public SelfAttention(EncoderConfiguration configuration)
        : base(nameof(SelfAttention))
    {
        var hidden = configuration.HiddenSize;
        _query = Linear(hidden, hidden);
        _key = Linear(hidden, hidden);
        _value = Linear(hidden, hidden);
        _heads = configuration.Heads;
        _dropout = configuration.AttentionDropout;

        register_module("query", _query);
        register_module("key", _key);
        register_module("value", _value);
    }

    /// <param name="hidden">Hidden states, [attended, hidden].</param>
    /// <param name="packing">Which of them belong to one sentence.</param>
    /// <returns>Context vectors, [attended, hidden].</returns>
    public override Tensor forward(Tensor hidden, Packing packing)
    {
        using var scope = NewDisposeScope();

        var query = SplitHeads(packing.Unpack(_query.forward(hidden))); // [batch, heads, tokens, hidden / heads]
        var key = SplitHeads(packing.Unpack(_key.forward(hidden)));
        var value = SplitHeads(packing.Unpack(_value.forward(hidden)));
        var context = functional.scaled_dot_product_attention(query, key, value, packing.Mask, training ? _dropout : 0);
        return packing.Pack(context.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    private Tensor SplitHeads(Tensor x) => x.unflatten(2, _heads, -1).transpose(1, 2);
}
