using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Objectives;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class InfoNceTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Equal_similarities_cost_the_logarithm_of_the_batch(int batch)
    {
        using var scope = NewDisposeScope();

        var loss = InfoNce.Loss(ones(batch, 5), ones(batch, 5), temperature: 0.05);

        Assert.Equal(Math.Log(batch), loss.item<float>(), 1e-5);
    }

    [Fact]
    public void A_batch_of_one_costs_nothing()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(0, InfoNce.Loss(rand(1, 5), rand(1, 5), temperature: 0.05).item<float>(), 1e-6);
    }

    [Fact]
    public void Two_orthogonal_pairs_cost_what_the_formula_says()
    {
        using var scope = NewDisposeScope();

        var loss = InfoNce.Loss(eye(2) * 3, eye(2), temperature: 0.5); // cosines 1 and 0, logits 2 and 0

        Assert.Equal(Math.Log(1 + Math.Exp(-2)), loss.item<float>(), 1e-6);
    }

    [Fact]
    public void The_length_of_a_vector_does_not_matter()
    {
        using var scope = NewDisposeScope();
        var (anchors, positives) = (rand(6, 4), rand(6, 4));

        var plain = InfoNce.Loss(anchors, positives, 0.1).item<float>();
        var scaled = InfoNce.Loss(anchors * 10, positives * 0.1, 0.1).item<float>();

        Assert.Equal(plain, scaled, 1e-5f);
    }

    [Fact]
    public void It_is_one_directional()
    {
        using var scope = NewDisposeScope();
        var anchors = tensor(new float[] { 1, 0, 1, 0 }, 2, 2);
        var positives = tensor(new float[] { 1, 0, 0, 1 }, 2, 2);

        var forward = InfoNce.Loss(anchors, positives, 1).item<float>();
        var backward = InfoNce.Loss(positives, anchors, 1).item<float>();

        Assert.Equal((Math.Log(1 + Math.Exp(-1)) + Math.Log(1 + Math.Exp(1))) / 2, forward, 1e-6);
        Assert.Equal(Math.Log(2), backward, 1e-6);
    }

    [Fact]
    public void The_symmetric_form_is_the_mean_of_both_directions()
    {
        using var scope = NewDisposeScope();
        var (anchors, positives) = (rand(6, 4), rand(6, 4));

        var mean = (InfoNce.Loss(anchors, positives, 0.1) + InfoNce.Loss(positives, anchors, 0.1)).item<float>() / 2;

        Assert.Equal(mean, InfoNce.Symmetric(anchors, positives, 0.1).item<float>(), 1e-5f);
        Assert.Equal(mean, InfoNce.Symmetric(positives, anchors, 0.1).item<float>(), 1e-5f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(-2)]
    public void The_weight_is_added_to_the_logit_of_the_own_hard_negative(double weight)
    {
        using var scope = NewDisposeScope();

        // Cosines: 1 with the own positive and the own negative, 0 with the other's.
        var loss = InfoNce.WithHardNegatives(eye(2), eye(2), new HardNegatives(eye(2), weight), temperature: 1);

        Assert.Equal(Math.Log(Math.E + 1 + Math.Exp(1 + weight) + 1) - 1, loss.item<float>(), 1e-6);
    }

    [Fact]
    public void Hard_negatives_are_negatives_for_the_whole_batch()
    {
        using var scope = NewDisposeScope();

        var loss = InfoNce.WithHardNegatives(ones(7, 3), ones(7, 3), new HardNegatives(ones(7, 3), 0), temperature: 0.05);

        Assert.Equal(Math.Log(14), loss.item<float>(), 1e-5);
    }

    [Fact]
    public void Hard_negatives_cost_more_the_more_they_weigh_and_never_less_than_none()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4);
        for (var run = 0; run < 50; run++)
        {
            Tensor Draw() => randn([5, 4], generator: generator);
            var (anchors, positives, negatives) = (Draw(), Draw(), Draw());
            float Loss(double weight) =>
                InfoNce.WithHardNegatives(anchors, positives, new HardNegatives(negatives, weight), 0.2).item<float>();

            Assert.True(InfoNce.Loss(anchors, positives, 0.2).item<float>() < Loss(-3));
            Assert.True(Loss(-3) < Loss(0));
            Assert.True(Loss(0) < Loss(3));
        }
    }

    [Fact]
    public void Shapes_that_do_not_match_are_refused_before_the_native_call()
    {
        using var scope = NewDisposeScope();

        var exception = Assert.Throws<ArgumentException>(() => InfoNce.Loss(ones(3, 4), ones(3, 5), 0.05));

        Assert.Contains("[3, 4] and [3, 5]", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => InfoNce.Loss(ones(3), ones(3), 0.05));
        Assert.Throws<ArgumentException>(() => InfoNce.Symmetric(ones(3, 4), ones(2, 4), 0.05));
        Assert.Throws<ArgumentException>(
            () => InfoNce.WithHardNegatives(ones(3, 4), ones(3, 4), new HardNegatives(ones(2, 4), 0), 0.05));
    }
}
