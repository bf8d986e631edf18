using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>
/// A transformer layer that normalises before attention and before the feed-forward part, and adds each to what came in.
/// </summary>
/// <remarks>Vaswani et al. 2017, section 3; the place of the norms is that of Xiong et al. 2020, figure 1 (b).</remarks>
internal sealed class PreNormLayer : Module<Tensor, Tensor?, Tensor>
{
    private readonly int _heads;
    private readonly StoredNorm _normBefore;
    private readonly StoredLinear _projections;
    private readonly StoredLinear _output;
    private readonly StoredNorm _normAfter;
    private readonly StoredLinear _widening;
    private readonly Func<Tensor, Tensor> _activation;
    private readonly StoredLinear _narrowing;

    /// <inheritdoc cref="StoredTensor.Read" path="/exception"/>
    public PreNormLayer(StateDictionary weights, PreNormLayout layout)
        : base(nameof(PreNormLayer))
    {
        _heads = layout.Sizes.Heads;
        _normBefore = new StoredNorm(weights, layout.NormBefore);
        _projections = new StoredLinear(weights, layout.Projections);
        _output = new StoredLinear(weights, layout.Output);
        _normAfter = new StoredNorm(weights, layout.NormAfter);
        _widening = new StoredLinear(weights, layout.Widening);
        _activation = Activation.ByName(layout.Sizes.Activation);
        _narrowing = new StoredLinear(weights, layout.Narrowing);

        register_module("norm_before", _normBefore);
        register_module("projections", _projections);
        register_module("output", _output);
        register_module("norm_after", _normAfter);
        register_module("widening", _widening);
        register_module("narrowing", _narrowing);
    }

    /// <param name="hidden">Hidden states, [batch, tokens, hidden].</param>
    /// <param name="mask">
    /// What is added to the scores of attention, [1 or batch, 1, tokens, tokens]: −∞ where a token is not seen; null for
    /// nothing.
    /// </param>
    /// <returns>[batch, tokens, hidden].</returns>
    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();

        var attended = _output.forward(Attend(_normBefore.forward(hidden), mask)).add_(hidden, KeptScalar.One);
        var widened = _activation(_widening.forward(_normAfter.forward(attended))); // [batch, tokens, intermediate]
        return _narrowing.forward(widened).add_(attended, KeptScalar.One).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor hidden, Tensor? mask)
    {
        Tensor[] projected = [.. _projections.forward(hidden).chunk(3, dim: -1).Select(SplitHeads)];
        var seen = functional.scaled_dot_product_attention(projected[0], projected[1], projected[2], mask);
        return seen.transpose(1, 2).flatten(2);
    }

    // [batch, tokens, hidden] to [batch, heads, tokens, hidden / heads].
    private Tensor SplitHeads(Tensor x) => x.unflatten(2, _heads, -1).transpose(1, 2);
}
