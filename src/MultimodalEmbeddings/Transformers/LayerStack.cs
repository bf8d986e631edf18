using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The layers of an encoder, one after the other.</summary>
internal sealed class LayerStack : Module<Tensor, Packing, IReadOnlyList<Tensor>>
{
    private readonly ModuleList<TransformerLayer> _layers;

    public LayerStack(EncoderConfiguration configuration)
        : base(nameof(LayerStack))
    {
        _layers = ModuleList([.. Enumerable.Range(0, configuration.Layers).Select(_ => new TransformerLayer(configuration))]);

        register_module("layer", _layers);
    }

    /// <param name="embedded">Hidden state 0, [batch, tokens, hidden].</param>
    /// <param name="packing">Which of its tokens are no padding.</param>
    /// <returns>Hidden states 0 to layers, each [batch, tokens, hidden].</returns>
    public override IReadOnlyList<Tensor> forward(Tensor embedded, Packing packing)
    {
        var states = new List<Tensor> { embedded };
        var packed = packing.Pack(embedded); // [attended, hidden]
        foreach (var layer in _layers)
        {
            packed = layer.forward(packed, packing);
            states.Add(packing.Unpack(packed));
        }

        return states;
    }
}
