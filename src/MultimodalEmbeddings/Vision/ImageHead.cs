using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>The tokens of images to their features.</summary>
internal sealed class ImageHead : Module<Tensor, Tensor>
{
    private readonly ImagePooling _pooling;
    private readonly StoredLinear? _dense;
    private readonly Func<Tensor, Tensor>? _activation;

    /// <inheritdoc cref="StoredTensor.Read" path="/exception"/>
    public ImageHead(StateDictionary weights, ImagePooling pooling, ImageHeadLayout layout)
        : base(nameof(ImageHead))
    {
        _pooling = pooling;
        _dense = layout.Dense is { } dense ? new StoredLinear(weights, dense) : null;
        _activation = layout.Activation is { } name ? Activation.ByName(name) : null;

        if (_dense is not null)
        {
            register_module("dense", _dense);
        }
    }

    /// <param name="tokens">[batch, 1 + patches, hidden], the class token first.</param>
    /// <returns>[batch, dimension].</returns>
    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();

        var pooled = Pool(tokens); // [batch, hidden]
        var projected = _dense?.forward(pooled) ?? pooled;
        return (_activation?.Invoke(projected) ?? projected).MoveToOuterDisposeScope();
    }

    private Tensor Pool(Tensor tokens) => _pooling switch
    {
        ImagePooling.MeanOfPatches => tokens.narrow(1, 1, tokens.shape[1] - 1).mean([1]),
        ImagePooling.MeanOfAllTokens => tokens.mean([1]),
        _ => tokens.select(1, 0),
    };
}
