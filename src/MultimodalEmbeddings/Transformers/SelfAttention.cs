using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>Multi-head scaled dot-product self-attention, without its output projection.</summary>
/// <remarks>Vaswani et al. 2017, section 3.2; Hugging Face's <c>BertSelfAttention</c>.</remarks>
internal sealed class SelfAttention : Module<Tensor, AttentionContext, Tensor>
{
    private readonly Dense[] _projections; // query, key and value, or ModernBERT's one for all three
    private readonly int _hidden;
    private readonly int _heads;
    private readonly double _dropout;

    public SelfAttention(EncoderConfiguration configuration)
        : base(nameof(SelfAttention))
    {
        (_hidden, _heads) = (configuration.HiddenSize, configuration.Heads);
        _dropout = DropoutRates.Of(configuration).AttentionWeights;
        string[] names = configuration.ModernBert is null ? ["query", "key", "value"] : ["qkv"];
        var hasBias = configuration.ModernBert?.AttentionBias ?? true;
        _projections = [.. names.Select(_ => new Dense(_hidden, _hidden * 3 / names.Length, hasBias))];

        foreach (var (name, projection) in names.Zip(_projections))
        {
            register_module(name, projection);
        }
    }

    /// <param name="hidden">Hidden states, [attended, hidden].</param>
    /// <param name="context">Which of them belong to one sentence, and what they see of it.</param>
    /// <returns>Context vectors, [attended, hidden].</returns>
    public override Tensor forward(Tensor hidden, AttentionContext context)
    {
        using var scope = NewDisposeScope();

        Tensor[] projected = [.. _projections.SelectMany(projection => projection.forward(hidden).split(_hidden, 1))];
        var query = Rotate(SplitHeads(projected[0], context), context); // [batch, heads, tokens, hidden / heads]
        var key = Rotate(SplitHeads(projected[1], context), context);
        var value = SplitHeads(projected[2], context);
        var seen = functional.scaled_dot_product_attention(query, key, value, context.Mask, training ? _dropout : 0);
        return context.Packing.Pack(seen.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    private Tensor SplitHeads(Tensor x, AttentionContext context) =>
        context.Packing.Unpack(x).unflatten(2, _heads, -1).transpose(1, 2);

    private static Tensor Rotate(Tensor x, AttentionContext context) => context.Rotation?.Rotate(x) ?? x;
}
