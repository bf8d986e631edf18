using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tests.Vision;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

[Collection(UsesTorch.Name)]
public sealed class TrainingOnImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void A_run_on_images_is_the_run_on_their_features_and_a_second_one_decodes_none()
    {
        var weights = _folder.File("network.safetensors");
        SmallNetworks.Write(weights, SmallNetworks.Basic.Tensors);
        var decoder = new CountingDecoder();
        using var images = ImageEncoder.From(weights).WithDecoder(decoder).Build();
        string[] captions = Tiny.Sentences(12);
        string[] paths = [.. Enumerable.Range(0, 12).Select(Picture)];
        var features = images.Encode(paths);
        decoder.Calls = 0;

        var expected = Train(trainer => trainer.AddImagePairs(captions, features, Objective));

        Assert.Equal(expected, Train(trainer => trainer.AddImagePairs(captions, paths, images, Objective)));
        Assert.Equal(12, decoder.Calls);
        Assert.Equal(expected, Train(trainer => trainer.AddImagePairs(captions, paths, images, Objective)));
        Assert.Equal(12, decoder.Calls);
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void Captions_and_paths_of_other_counts_are_refused_with_both()
    {
        var weights = _folder.File("network.safetensors");
        SmallNetworks.Write(weights, SmallNetworks.Basic.Tensors);
        using var images = ImageEncoder.Load(weights);
        using var encoder = Tiny.Encoder();

        var error = Assert.Throws<ArgumentException>(
            () => MultimodalContrastiveTrainer.For(encoder).AddImagePairs(["a", "b"], [Picture(0)], images));

        Assert.Contains("There are 2 captions but 1 image paths", error.Message, StringComparison.Ordinal);
    }

    /// <summary>All photographs that are there, one caption each, two epochs.</summary>
    [Fact]
    [Trait(Category.Name, Category.Real)]
    public void From_photographs_and_a_caption_file_to_a_trained_encoder()
    {
        using var images = ImageEncoder.From(SharedFolder.RequireShared("data/vision/mobilenet_v2-b0353104.pth"))
            .WithFeatureFolder(_folder.File("features")).Build();
        var photographs = SharedFolder.RequireShared("data/flickr8k/images");
        var present = Directory.EnumerateFiles(photographs).Select(Path.GetFileName);
        var captions = CaptionFile.ReadFlickr8k(SharedFolder.RequireShared("data/flickr8k/Flickr8k.token.txt"))
            .OfImages(present!).WithImagesIn(photographs).OneCaptionPerImage(seed: 1);
        using var encoder = SentenceEncoder.From(SharedFolder.RequireShared("models/all-MiniLM-L6-v2")).WithPooling(Pooling.Cls).Build();

        var history = MultimodalContrastiveTrainer.For(encoder)
            .AddImagePairs(captions.Texts, captions.ImagePaths, images, new MultimodalObjective { Weight = 1 })
            .WithOptions(new TrainingOptions { Epochs = 2, BatchSize = 32, LearningRate = 1e-4 }).Build().Train().History;

        var epoch = history.Count / 2;
        var (first, second) = (MeanImageLoss(history.Take(epoch)), MeanImageLoss(history.Skip(epoch)));
        Assert.Equal((captions.Texts.Count + 31) / 32, epoch);
        Assert.InRange(first, 0.1, Math.Log(32) * 1.2);
        Assert.True(second < 0.8 * first, $"The image loss was {first:0.00} in the first epoch and {second:0.00} in the second.");
    }

    private static double MeanImageLoss(IEnumerable<TrainingProgress> steps) => steps.Average(step => step.ImageLoss!.Value);

    private static MultimodalObjective Objective { get; } = new() { SharedDimension = 8 };

    private static float[] Train(Func<MultimodalContrastiveTrainerBuilder, MultimodalContrastiveTrainerBuilder> add)
    {
        using var encoder = Tiny.Encoder();
        add(MultimodalContrastiveTrainer.For(encoder))
            .WithOptions(new TrainingOptions { Epochs = 2, BatchSize = 4, MaximumTokens = 12 }).Build().Train();
        return encoder.Encode("a small cat sleeps");
    }

    private string Picture(int index)
    {
        var path = _folder.File($"{index}.png");
        File.WriteAllBytes(path, BitConverter.GetBytes(index));
        return path;
    }
}
