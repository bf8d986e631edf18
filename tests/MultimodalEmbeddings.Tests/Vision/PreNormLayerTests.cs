using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>A layer with two components, whose norm makes ±1 of any two numbers.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class PreNormLayerTests : IDisposable
{
    private static readonly float[] Identity = [1, 0, 0, 1];
    private static readonly PreNormLayout Layout = new(
        "", PreNormNames.Clip, new TransformerSizes(Hidden: 2, Layers: 1, Heads: 1, Intermediate: 2, 1e-12, "relu"), true);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, float[]> _values = Layout.Tensors.ToDictionary(
        tensor => tensor.Name,
        tensor => tensor.Name is "layer_norm1.weight" or "layer_norm2.weight"
            ? [1, 1]
            : new float[tensor.Shape.Aggregate(1L, (product, size) => product * size)]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_weights_a_layer_gives_what_came_in() => Assert.Equal([3, 1, 5, 1], Forward([3, 1, 5, 1]));

    [Fact]
    public void Equal_scores_add_the_mean_of_the_normalised_values()
    {
        AttendToAll();

        // Norms (1, -1), (1, -1), (-1, 1): their mean is (1/3, -1/3).
        AssertClose([3 + (1 / 3f), 2 / 3f, 5 + (1 / 3f), 2 / 3f, 1 / 3f, 4 - (1 / 3f)], Forward([3, 1, 5, 1, 0, 4]));
    }

    [Fact]
    public void A_masked_token_is_not_seen()
    {
        AttendToAll();
        using var scope = NewDisposeScope();
        var causal = ones(1, 1, 3, 3).tril().log();

        // Means of the first one, two and three norms.
        AssertClose([4, 0, 6, 0, 1 / 3f, 4 - (1 / 3f)], Forward([3, 1, 5, 1, 0, 4], causal));
    }

    [Fact]
    public void Scores_are_products_over_the_root_of_the_head_size()
    {
        AttendToAll();
        _values["self_attn.q_proj.weight"] = [1, 0, 0, 0];
        _values["self_attn.k_proj.weight"] = [1, 0, 0, 0];

        // Norms (1, -1) and (-1, 1); the first token's scores are ±1/√2, so it sees tanh(1/√2) of its own norm.
        var seen = MathF.Tanh(1 / MathF.Sqrt(2));
        AssertClose([3 + seen, 1 - seen, 0 - seen, 4 + seen], Forward([3, 1, 0, 4]));
    }

    [Fact]
    public void The_feed_forward_part_is_activated_between_its_products()
    {
        _values["mlp.fc1.weight"] = Identity;
        _values["mlp.fc1.bias"] = [0.5f, 0];
        _values["mlp.fc2.weight"] = [2, 0, 0, 2];
        _values["mlp.fc2.bias"] = [0, 0.25f];

        // relu((1.5, -1)) = (1.5, 0), twice and with its bias added.
        AssertClose([6, 1.25f], Forward([3, 1]));
    }

    [Fact]
    public void The_order_of_tokens_does_not_matter_without_a_mask()
    {
        var random = new Random(3);
        foreach (var name in _values.Keys)
        {
            _values[name] = [.. _values[name].Select(_ => random.NextSingle() - 0.5f)];
        }

        for (var round = 0; round < 20; round++)
        {
            float[] tokens = [.. Enumerable.Range(0, 8).Select(_ => (4 * random.NextSingle()) - 2)];
            int[] order = [0, 1, 2, 3];
            random.Shuffle(order);

            var expected = Forward(tokens);
            var found = Forward([.. order.SelectMany(token => new[] { tokens[2 * token], tokens[(2 * token) + 1] })]);
            AssertClose([.. order.SelectMany(token => new[] { expected[2 * token], expected[(2 * token) + 1] })], found);
        }
    }

    private void AttendToAll() =>
        (_values["self_attn.v_proj.weight"], _values["self_attn.out_proj.weight"]) = (Identity, Identity);

    private static void AssertClose(float[] expected, float[] found) =>
        Assert.InRange(GoldenTensor.LargestDifference(found, expected), 0, 1e-5);

    private float[] Forward(float[] tokens, Tensor? mask = null)
    {
        var path = _folder.File("layer.safetensors");
        SafetensorsWriter.Write(path, [.. Layout.Tensors.Select(it => FormulaWeights.ToWrite(it, _values[it.Name]))]);
        using var weights = StateDictionary.Open(path);
        using var layer = new PreNormLayer(weights, Layout);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        return ParameterMemory.Of(layer.forward(tensor(tokens, [1, tokens.Length / 2, 2]), mask)).ToArray();
    }
}
