using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>Cuts images into patches and gives each, and the class token before them, its position.</summary>
/// <remarks>Dosovitskiy et al. 2021, equation 1.</remarks>
internal sealed class PatchEmbedding : Module<Tensor, Tensor>
{
    private readonly long _side;
    private readonly Tensor _weight;      // [hidden, 3, side, side]
    private readonly Tensor? _bias;       // [hidden]
    private readonly Tensor _classToken;  // [1, 1, hidden]
    private readonly Tensor _positions;   // [tokens, hidden]

    /// <inheritdoc cref="LinearLayout.Read" path="/exception"/>
    public PatchEmbedding(StateDictionary weights, PatchLayout patches, int hidden, PatchGrid grid)
        : base(nameof(PatchEmbedding))
    {
        _side = grid.PatchSize;
        _weight = Buffer("weight", weights, patches.Weight(hidden, grid));
        _bias = patches.Bias(hidden) is { } bias ? Buffer("bias", weights, bias) : null;
        _classToken = Buffer("class_token", weights, patches.ClassTokenOf(hidden), 1, 1, hidden);
        _positions = Buffer("positions", weights, patches.PositionsOf(hidden, grid), grid.Tokens, hidden);
    }

    /// <param name="images">[batch, 3, height, width].</param>
    /// <returns>[batch, 1 + patches, hidden], the class token first.</returns>
    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();

        var patches = functional.conv2d(images, _weight, _bias, strides: [_side, _side]).flatten(2).transpose(1, 2);
        var tokens = cat([_classToken.expand(images.shape[0], -1, -1), patches], dim: 1);
        return tokens.add_(_positions, KeptScalar.One).MoveToOuterDisposeScope();
    }

    private Tensor Buffer(string name, StateDictionary weights, TensorSpecification stored, params long[] shape)
    {
        using var scope = NewDisposeScope();

        var values = ImageTensors.Read(weights, stored);
        var buffer = NativeTensor.From(values, shape.Length > 0 ? shape : [.. stored.Shape]).DetachFromDisposeScope();
        register_buffer(name, buffer);
        return buffer;
    }
}
