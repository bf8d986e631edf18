using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class PatchEmbeddingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Patches_follow_row_by_row_after_the_class_token()
    {
        var pixels = Pixels(side: 4);

        float[] expected = [7 + 0.1f, 105.2f, 107.3f, 125.4f, 127.5f]; // a bias of 5 on patches, positions 0.1, 0.2, …
        Assert.InRange(GoldenTensor.LargestDifference(Forward(4, pixels), expected), 0, 1e-4);
    }

    [Fact]
    public void Pixels_that_fill_no_patch_are_left_out()
    {
        var pixels = Pixels(side: 5);

        float[] expected = [7 + 0.1f, 105.2f, 107.3f, 125.4f, 127.5f];
        Assert.InRange(GoldenTensor.LargestDifference(Forward(5, pixels), expected), 0, 1e-4);
    }

    // Channel c of pixel (y, x) is 100 c + 10 y + x.
    private static float[] Pixels(int side) =>
    [
        .. Enumerable.Range(0, 3 * side * side)
            .Select(index => (100f * (index / (side * side))) + (10 * (index / side % side)) + (index % side)),
    ];

    private float[] Forward(int side, float[] pixels)
    {
        var layout = new PatchLayout("patch", HasBias: true, "class", "positions", LeadingOnes: 0);
        var (path, grid) = (_folder.File("patches.safetensors"), new PatchGrid(side, PatchSize: 2));
        var values = new Dictionary<string, float[]>
        {
            ["patch.weight"] = [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], // takes the green, upper left pixel of a patch
            ["patch.bias"] = [5],
            ["class"] = [7],
            ["positions"] = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f],
        };
        SafetensorsWriter.Write(path, [.. layout.Tensors(1, grid).Select(it => FormulaWeights.ToWrite(it, values[it.Name]))]);
        using var weights = StateDictionary.Open(path);
        using var embedding = new PatchEmbedding(weights, layout, hidden: 1, grid);
        using var scope = NewDisposeScope();
        return ParameterMemory.Of(embedding.forward(tensor(pixels, [1, 3, side, side]))).ToArray();
    }
}
