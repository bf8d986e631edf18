using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class ImageHeadTests : IDisposable
{
    private static readonly float[] Tokens = [9, -3, 1, 2, 5, 4]; // a class token and two patches

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ImagePooling.ClassToken, 9, -3)]
    [InlineData(ImagePooling.MeanOfPatches, 3, 3)]
    [InlineData(ImagePooling.MeanOfAllTokens, 5, 1)]
    public void Tokens_are_taken_or_averaged(ImagePooling pooling, float first, float second) =>
        Assert.Equal([first, second], Forward(pooling, new ImageHeadLayout()));

    [Fact]
    public void A_projection_is_linear()
    {
        var layout = new ImageHeadLayout(new LinearLayout(["dense"], 2, 3, HasBias: false));

        Assert.Equal([9, -3, 6], Forward(ImagePooling.Projection, layout));
    }

    [Fact]
    public void The_dense_layer_of_a_class_token_is_activated()
    {
        var layout = new ImageHeadLayout(new LinearLayout("dense", 2, 3), "relu");

        Assert.Equal([10, 0, 6], Forward(ImagePooling.ClassTokenDense, layout));
    }

    private float[] Forward(ImagePooling pooling, ImageHeadLayout layout)
    {
        var path = _folder.File("head.safetensors");
        var values = new Dictionary<string, float[]> { ["dense.weight"] = [1, 0, 0, 1, 1, 1], ["dense.bias"] = [1, 0, 0] };
        SafetensorsWriter.Write(path, [.. layout.Tensors.Select(it => FormulaWeights.ToWrite(it, values[it.Name]))]);
        using var weights = StateDictionary.Open(path);
        using var head = new ImageHead(weights, pooling, layout);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        return ParameterMemory.Of(head.forward(tensor(Tokens, [1, 3, 2])).contiguous()).ToArray();
    }
}
