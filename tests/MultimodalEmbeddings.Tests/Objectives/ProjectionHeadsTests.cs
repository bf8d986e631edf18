using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Objectives;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ProjectionHeadsTests
{
    private const int Hidden = 200;
    private const int Features = 500;
    private static readonly SharedSpace Shared = new(Features, Dimension: 100);

    [Fact]
    public void The_text_head_is_drawn_as_a_part_of_the_encoder()
    {
        using var heads = Drawn(seed: 1);
        var weight = Values(heads, "pooler.dense.weight");

        Assert.Equal(0, weight.Average(), 1e-3);
        Assert.Equal(0.02, Math.Sqrt(weight.Average(x => x * x)), 1e-3);
        Assert.All(Values(heads, "pooler.dense.bias"), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData("grounding.dense", Hidden)]
    [InlineData("visn_model.mlp.dense", Features)]
    public void The_other_two_are_drawn_as_plain_linear_layers(string head, int inputs)
    {
        using var heads = Drawn(seed: 1);
        var bound = 1 / Math.Sqrt(inputs);

        foreach (var values in new[] { Values(heads, $"{head}.weight"), Values(heads, $"{head}.bias") })
        {
            Assert.All(values, value => Assert.InRange(value, -bound, bound));
            Assert.InRange(Math.Sqrt(values.Average(x => x * x)), bound / Math.Sqrt(3) * 0.85, bound / Math.Sqrt(3) * 1.15);
        }
    }

    [Fact]
    public void The_seed_decides_the_weights()
    {
        using var first = Drawn(seed: 1);
        using var same = Drawn(seed: 1);
        using var other = Drawn(seed: 2);

        Assert.All(first.named_parameters(), pair => Assert.Equal(Values(first, pair.name), Values(same, pair.name)));
        Assert.NotEqual(Values(first, "grounding.dense.weight"), Values(other, "grounding.dense.weight"));
    }

    [Fact]
    public void Text_alone_has_the_text_head_alone()
    {
        using var heads = new ProjectionHeads(Hidden);

        Assert.Equal(["pooler.dense.weight", "pooler.dense.bias"], heads.named_parameters().Select(pair => pair.name));
    }

    [Fact]
    public void The_grounding_head_reads_the_embedding_and_not_what_the_text_head_makes_of_it()
    {
        using var scope = NewDisposeScope();
        using var heads = Drawn(seed: 1);
        var (embeddings, features) = (rand(4, 2, Hidden), rand(4, Features));
        var (text, image) = Losses();

        using (no_grad())
        {
            heads.get_parameter("pooler.dense.weight")!.mul_(-3);
            heads.get_parameter("pooler.dense.bias")!.add_(1);
        }

        Assert.NotEqual(text, Losses().Text);
        Assert.Equal(image, Losses().Image);

        (float Text, float Image) Losses() => (
            McseObjective.Text(heads.Text, embeddings, 0.05).item<float>(),
            McseObjective.Image(heads.Images[0], embeddings, features, new MultimodalObjective()).item<float>());
    }

    [Fact]
    public void Two_targets_have_heads_of_their_own_and_their_losses_are_added()
    {
        using var scope = NewDisposeScope();
        using var heads = new ProjectionHeads(Hidden, new SharedSpace(Features, Dimension: 100, CaptionFeatures: 7));
        using var generator = new Generator(3);
        heads.Draw(0.02, generator);
        var (embeddings, images, captions) = (rand(4, 2, Hidden), rand(4, Features), rand(4, 7));
        var both = heads.Images[0];

        var first = Loss(both with { Captions = null }, images);
        var second = Loss(both.Captions!, captions);

        Assert.Equal(first + second, Loss(both, cat([images, captions], 1)), 1e-6);
        Assert.NotEqual(first, second, 1e-3);
        Assert.Equal(
            ["caption_grounding.dense.weight", "caption_model.mlp.dense.weight"],
            heads.named_parameters().Select(it => it.name).Where(it => it is ['c', 'a', 'p', .., 'h', 't']));
        Assert.NotEqual(0, Values(heads, "caption_model.mlp.dense.weight").Max());

        float Loss(ImageHeads of, Tensor features) =>
            McseObjective.Image(of, embeddings, features, new MultimodalObjective()).item<float>();
    }

    [Fact]
    public void Each_captioned_corpus_has_its_own_two_heads_of_its_own_sizes()
    {
        using var heads = new ProjectionHeads(Hidden, new SharedSpace(5, 4), new SharedSpace(7, 3));

        Assert.Equal(
            [
                "pooler.dense.weight", "pooler.dense.bias",
                "grounding.dense.weight", "grounding.dense.bias", "visn_model.mlp.dense.weight", "visn_model.mlp.dense.bias",
                "grounding_2.dense.weight", "grounding_2.dense.bias", "visn_model_2.mlp.dense.weight", "visn_model_2.mlp.dense.bias",
            ],
            heads.named_parameters().Select(pair => pair.name));
        Assert.Equal([3, Hidden], heads.get_parameter("grounding_2.dense.weight")!.shape);
        Assert.Equal([3, 7], heads.get_parameter("visn_model_2.mlp.dense.weight")!.shape);
    }

    [Fact]
    public void A_second_corpus_leaves_the_draw_of_the_first_ones_heads_as_it_was()
    {
        using var alone = Drawn(seed: 1);
        using var generator = new Generator(1);
        using var both = new ProjectionHeads(Hidden, Shared, Shared);
        both.Draw(range: 0.02, generator);

        Assert.All(alone.named_parameters(), pair => Assert.Equal(Values(alone, pair.name), Values(both, pair.name)));
        Assert.NotEqual(Values(both, "grounding.dense.weight"), Values(both, "grounding_2.dense.weight"));
    }

    private static ProjectionHeads Drawn(int seed)
    {
        using var generator = new Generator((ulong)seed);
        var heads = new ProjectionHeads(Hidden, Shared);
        heads.Draw(range: 0.02, generator);
        return heads;
    }

    private static float[] Values(ProjectionHeads heads, string name) => heads.get_parameter(name)!.data<float>().ToArray();
}
