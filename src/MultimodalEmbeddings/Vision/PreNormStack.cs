using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>The layers of a transformer, one after the other.</summary>
internal sealed class PreNormStack : Module<Tensor, Tensor?, Tensor>
{
    private readonly ModuleList<PreNormLayer> _layers;

    /// <inheritdoc cref="StoredTensor.Read" path="/exception"/>
    public PreNormStack(StateDictionary weights, IReadOnlyList<PreNormLayout> layouts)
        : base(nameof(PreNormStack))
    {
        _layers = ModuleList([.. layouts.Select(layout => new PreNormLayer(weights, layout))]);

        register_module("layers", _layers);
    }

    /// <inheritdoc cref="PreNormLayer.forward"/>
    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        var state = hidden.alias();
        foreach (var layer in _layers)
        {
            using var before = state; // one layer's output is in memory, not every one's
            state = layer.forward(before, mask);
        }

        return state;
    }
}
