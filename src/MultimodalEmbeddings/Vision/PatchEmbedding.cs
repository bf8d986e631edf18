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

    /// <inheritdoc cref="StoredTensor.Read" path="/exception"/>
    public PatchEmbedding(StateDictionary weights, PatchLayout patches, int hidden, PatchGrid grid)
        : base(nameof(PatchEmbedding))
    {
        _side = grid.PatchSize;
        _weight = StoredTensor.Read(weights, patches.Weight(hidden, grid));
        _bias = patches.Bias(hidden) is { } bias ? StoredTensor.Read(weights, bias) : null;
        _classToken = StoredTensor.Read(weights, patches.ClassTokenOf(hidden), 1, 1, hidden);
        _positions = StoredTensor.Read(weights, patches.PositionsOf(hidden, grid), grid.Tokens, hidden);

        register_buffer("weight", _weight);
        register_buffer("class_token", _classToken);
        register_buffer("positions", _positions);
        if (_bias is not null)
        {
            register_buffer("bias", _bias);
        }
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
}
