using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>A linear layer of the transformer, whose product training may take in bfloat16.</summary>
/// <remarks>Its weights are zeros until they are read or drawn, and float32 whatever the product is taken in.</remarks>
internal sealed class Dense : Module<Tensor, Tensor>
{
    public Dense(int inputSize, int outputSize, bool hasBias)
        : base(nameof(Dense))
    {
        register_parameter("weight", Parameter(zeros(outputSize, inputSize)));
        if (hasBias)
        {
            register_parameter("bias", Parameter(zeros(outputSize)));
        }
    }

    /// <summary>Whether products are taken in bfloat16 in training mode, as PyTorch's autocast does it; false by default.</summary>
    public bool TakesProductInBFloat16 { get; set; }

    /// <param name="x">[rows, input].</param>
    /// <returns>[rows, output], of the type in which the product was taken.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();

        var weight = get_parameter("weight")!; // not fields: .to(type) replaces them
        var bias = get_parameter("bias");
        var product = training && TakesProductInBFloat16
            ? functional.linear(x.to(bfloat16), weight.to(bfloat16), bias?.to(bfloat16))
            : functional.linear(x, weight, bias);
        return product.MoveToOuterDisposeScope();
    }
}
