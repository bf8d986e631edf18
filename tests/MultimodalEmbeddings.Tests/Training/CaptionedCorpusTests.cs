using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>Ablations: caption i is the number i, and so is its row of features.</summary>
[Trait(Category.Name, Category.Unit)]
public class CaptionedCorpusTests
{
    private static readonly SentenceText Plain = new("", LowerCase: false);

    [Fact]
    public void Without_ablation_every_caption_has_its_own_image()
    {
        Assert.All(Pairs(50, new()), pair => Assert.Equal(pair.Caption, pair.Row));
    }

    [Fact]
    public void Shuffled_gives_every_caption_another_image_and_every_image_a_caption()
    {
        for (var count = 2; count < 120; count++)
        {
            var pairs = Pairs(count, new() { Ablation = ImageAblation.Shuffled }, seed: count);

            Assert.Equal(Enumerable.Range(0, count), pairs.Select(pair => pair.Caption)); // the batches of a run without ablation
            Assert.Equal(Enumerable.Range(0, count), pairs.Select(pair => pair.Row).Order());
            Assert.All(pairs, pair => Assert.NotEqual(pair.Caption, pair.Row));
        }
    }

    [Fact]
    public void Random_draws_some_images_again_and_others_never()
    {
        var pairs = Pairs(1000, new() { Ablation = ImageAblation.Random });

        Assert.Equal(Enumerable.Range(0, 1000), pairs.Select(pair => pair.Caption));
        Assert.All(pairs, pair => Assert.InRange(pair.Row, 0, 999));
        Assert.InRange(pairs.Select(pair => pair.Row).Distinct().Count(), 580, 684); // 632 expected, standard deviation 9.8
    }

    [Theory]
    [InlineData(ImageAblation.None)]
    [InlineData(ImageAblation.Shuffled)]
    [InlineData(ImageAblation.Random)]
    public void Shot_draws_so_many_different_captions_with_the_images_they_have_without_it(ImageAblation ablation)
    {
        var all = Pairs(200, new() { Ablation = ablation }).ToDictionary(pair => pair.Caption, pair => pair.Row);

        var drawn = Pairs(200, new() { Ablation = ablation, Shot = 60 });

        Assert.Equal(60, drawn.Select(pair => pair.Caption).Distinct().Count());
        Assert.True(drawn.Max(pair => pair.Caption) > 100); // not the first ones
        Assert.All(drawn, pair => Assert.Equal(all[pair.Caption], pair.Row));
    }

    [Theory]
    [InlineData(ImageAblation.None)]
    [InlineData(ImageAblation.Shuffled)]
    [InlineData(ImageAblation.Random)]
    public void The_seed_decides(ImageAblation ablation)
    {
        var objective = new MultimodalObjective { Ablation = ablation, Shot = 30 };

        Assert.Equal(Pairs(40, objective, seed: 1), Pairs(40, objective, seed: 1));
        Assert.NotEqual(Pairs(40, objective, seed: 1), Pairs(40, objective, seed: 2));
    }

    [Theory]
    [InlineData(ImageAblation.None)]
    [InlineData(ImageAblation.Shuffled)]
    public void Features_of_captions_stand_behind_those_of_the_image_in_the_same_row(ImageAblation ablation)
    {
        var corpus = new CaptionedCorpus(NumberTokenizer.Texts(9), Numbers(9, 1, 0), new() { Ablation = ablation })
        {
            CaptionFeatures = Numbers(9, 2, 100),
        };
        var images = corpus.ToImages(Plain, seed: 7);

        var features = images.Batch([4, 0, 8], text => new NumberTokenizer().Encode(text)).Features!;

        Assert.Equal(new SharedSpace(1, corpus.Objective.SharedDimension, 2), corpus.Space);
        Assert.Equal((3, 3), (features.Rows, features.Columns));
        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(features.Row(row)[0] + 100, features.Row(row)[1]));
        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(features.Row(row)[0] + 101, features.Row(row)[2]));
        Assert.Equal(ablation == ImageAblation.None, features.Row(0)[0] == 4);
    }

    [Fact]
    public void Features_of_captions_are_one_row_a_caption()
    {
        var corpus = new CaptionedCorpus(["a", "b"], Numbers(2, 1, 0), new()) { CaptionFeatures = Numbers(3, 1, 0) };

        var fault = Assert.Single(corpus.Faults());

        Assert.Contains("features of the captions: The feature matrix has 3 rows but there are 2 captions", fault);
    }

    /// <summary>Row i holds first + i, first + i + 1 and so on.</summary>
    private static FeatureMatrix Numbers(int rows, int columns, int first) => new(
        Enumerable.Range(0, rows * columns).Select(place => (float)(first + (place / columns) + (place % columns))).ToArray(),
        rows,
        columns);

    private static (int Caption, int Row)[] Pairs(int count, MultimodalObjective objective, int seed = 7)
    {
        var features = new FeatureMatrix(Enumerable.Range(0, count).Select(row => (float)row).ToArray(), count, 1);
        var images = new CaptionedCorpus(NumberTokenizer.Texts(count), features, objective).ToImages(Plain, seed);
        var batch = images.Batch([.. Enumerable.Range(0, images.Count)], text => new NumberTokenizer().Encode(text));
        return [.. batch.TokenIds.Zip(batch.Features!.ToArray(), (ids, row) => (ids[0], (int)row))];
    }
}
