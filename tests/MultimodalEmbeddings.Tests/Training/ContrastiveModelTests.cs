using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>From a batch to its losses, without dropout.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ContrastiveModelTests
{
    private static readonly ContrastiveBatch Sentences = new([[2, 5, 10, 3], [2, 6, 11, 13, 3], [2, 7, 3]], Features: null);

    private static readonly MultimodalObjective[] Objectives =
    [
        new() { Weight = 0.5, SharedDimension = 4, Temperature = 0.3 },
        new() { Weight = 2, SharedDimension = 3, Temperature = 0.7, Symmetric = true },
    ];

    [Fact]
    public void Triplets_are_encoded_side_by_side_and_compared_through_the_text_head()
    {
        using var scope = NewDisposeScope();
        var model = Model();
        var (positives, negatives) = (Sentences with { TokenIds = [[2, 8, 3], [2, 9, 3], [2, 5, 3]] }, Sentences with { TokenIds = [[2, 12, 3], [2, 14, 3], [2, 15, 3]] });
        var batch = Sentences with { Given = new GivenViews(positives.TokenIds, negatives.TokenIds, NegativeWeight: 1.5) };
        Tensor Project(ContrastiveBatch texts) => model.Heads.Text.forward(model.Embed(texts).select(1, 0));

        var expected = InfoNce.WithHardNegatives(
            Project(Sentences), Project(positives), new HardNegatives(Project(negatives), 1.5), temperature: 0.2);

        var losses = model.Losses(batch);
        Assert.Equal([3, 3, Tiny.Configuration.HiddenSize], model.Embed(batch).shape);
        Assert.Equal(expected.item<float>(), losses.Text.item<float>(), 1e-5f);
        Assert.Null(losses.Image);
        Assert.Equal(losses.Text.item<float>(), losses.Total().item<float>());
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 2)]
    public void A_caption_batch_goes_through_the_heads_and_the_objective_of_its_corpus(int corpus, int features)
    {
        using var scope = NewDisposeScope();
        var model = Model();
        var values = Enumerable.Range(0, 3 * features).Select(i => MathF.Sin(i)).ToArray();
        var batch = Sentences with { Features = new FeatureMatrix(values, 3, features), Corpus = corpus };
        var heads = model.Heads.Images[corpus];
        var grounded = heads.Grounding.forward(model.Embed(Sentences).select(1, 0));
        var images = heads.Visual.forward(tensor(values, 3, features));

        var losses = model.Losses(batch);

        var expected = (corpus == 0 ? InfoNce.Loss(grounded, images, 0.3) : InfoNce.Symmetric(grounded, images, 0.7)).item<float>();
        Assert.Equal(expected, losses.Image!.item<float>(), 1e-5f);
        Assert.Equal(losses.Text.item<float>() + (Objectives[corpus].Weight * expected), losses.Total().item<float>(), 1e-5);
    }

    [Fact]
    public void A_batch_leaves_the_heads_of_other_corpora_without_a_gradient()
    {
        using var scope = NewDisposeScope();
        var model = Model();

        model.Losses(Sentences with { Features = new FeatureMatrix(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2), Corpus = 1 }).Total().backward();

        Assert.All(model.Heads.Images[0].Visual.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(model.Heads.Images[0].Grounding.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(model.Heads.Images[1].Visual.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void Features_without_heads_are_an_error()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<InvalidOperationException>(
            () => Model().Losses(Sentences with { Features = new FeatureMatrix(new float[3], 3, 1), Corpus = 2 }));
    }

    private static ContrastiveModel Model()
    {
        var heads = new ProjectionHeads(Tiny.Configuration.HiddenSize, new SharedSpace(5, 4), new SharedSpace(2, 3));
        using var generator = new Generator(1);
        heads.Draw(0.2, generator);
        var encoder = EncoderWeights.Draw(Tiny.Configuration, 1);
        encoder.eval();
        return new ContrastiveModel(
            new EmbeddingModel(encoder, []), heads, new ContrastiveSettings(Pooling.Cls, PaddingId: 0, Temperature: 0.2, Objectives));
    }
}
