using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using TorchSharp;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>Gradients of a batch in chunks, against the same batch in one graph.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class BatchGradientsTests
{
    private const double Tolerance = 1e-6;
    private const int Sentences = 7;

    public enum Kind
    {
        Text,
        Captions,
        Triplets,
    }

    public static MatrixTheoryData<Kind, int> Chunks() => new(Enum.GetValues<Kind>(), [1, 3, 6]);

    [Theory]
    [MemberData(nameof(Chunks))]
    public void With_dropout_they_are_those_of_the_same_chunks_in_one_graph(Kind kind, int size)
    {
        using var scope = NewDisposeScope();
        var (model, batch) = (Model(), Batch(kind));
        model.Encoder.train();

        random.manual_seed(5);
        var losses = new BatchGradients(model, size).Add(batch, batchesInStep: 2);
        var found = Take(model);
        random.manual_seed(5);
        var chunks = DropoutChunk.Cut(batch, size);
        var whole = model.Compare(cat([.. chunks.Select(chunk => chunk.Embed(model))]), batch);
        (whole.Total() / 2).backward();

        Assert.Equal(whole.Total().ToDouble(), losses.Total, Tolerance);
        Assert.Equal(whole.Image?.ToDouble(), losses.Image);
        CheckEqual(Take(model), found);
    }

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Without_dropout_they_are_those_of_the_whole_batch(Kind kind, int size)
    {
        using var scope = NewDisposeScope();
        var (model, batch) = (Model(), Batch(kind));
        model.Encoder.eval();

        var losses = new BatchGradients(model, size).Add(batch, batchesInStep: 1);
        var found = Take(model);
        var whole = new BatchGradients(model, chunkSize: null).Add(batch, batchesInStep: 1);

        Assert.Equal(whole.Total, losses.Total, Tolerance);
        CheckEqual(Take(model), found);
    }

    [Fact]
    public void The_dropout_of_a_chunk_is_its_own_and_the_same_every_time()
    {
        using var scope = NewDisposeScope();
        var model = Model();
        model.Encoder.train();
        int[] ids = [2, 5, 6, 7, 3];
        var chunks = DropoutChunk.Cut(new ContrastiveBatch([ids, ids, ids], Features: null), size: 1).ToArray();

        Assert.Equal(3, chunks.Length);
        Assert.Equal(Values(chunks[0].Embed(model)), Values(chunks[0].Embed(model)));
        Assert.NotEqual(Values(chunks[0].Embed(model)), Values(chunks[1].Embed(model)));
        Assert.NotEqual(Values(chunks[1].Embed(model)), Values(chunks[2].Embed(model)));
    }

    [Fact]
    public void A_run_in_chunks_trains_on_text_and_captions()
    {
        var (whole, chunks) = (Train(chunkSize: null), Train(chunkSize: 3));

        Assert.Equal(whole.Count, chunks.Count);
        Assert.All(whole.Zip(chunks), pair => Assert.Equal(pair.First.TextLoss, pair.Second.TextLoss, 1e-4));
        Assert.All(whole.Zip(chunks), pair => Assert.Equal(pair.First.ImageLoss ?? 0, pair.Second.ImageLoss ?? 0, 1e-4));
    }

    private static IReadOnlyList<TrainingProgress> Train(int? chunkSize)
    {
        var configuration = Tiny.Configuration with { HiddenDropout = 0, AttentionDropout = 0 };
        using var encoder = SentenceEncoder.Create(configuration, Tiny.Vocabulary, seed: 1);
        var features = new FeatureMatrix(Numbers(16 * 3), 16, 3);
        return MultimodalContrastiveTrainer.For(encoder).AddSentences(Tiny.Sentences(32))
            .AddImagePairs(Tiny.Sentences(16, seed: 2), features, new MultimodalObjective { Weight = 0.5, SharedDimension = 8 })
            .WithOptions(new TrainingOptions { BatchSize = 8, Epochs = 2, MaximumTokens = 12, ChunkSize = chunkSize })
            .Build().Train().History;
    }

    private static ContrastiveModel Model()
    {
        var encoder = EncoderWeights.Draw(Tiny.Configuration, seed: 3);
        var heads = new ProjectionHeads(Tiny.Configuration.HiddenSize, new SharedSpace(3, 5));
        using var generator = new Generator(4);
        heads.Draw(0.2, generator);
        var settings = new ContrastiveSettings(
            Pooling.Cls, Tiny.Configuration.PaddingId, Temperature: 0.05, [new MultimodalObjective { Weight = 0.3 }]);
        return new ContrastiveModel(new EmbeddingModel(encoder, []), heads, settings);
    }

    private static ContrastiveBatch Batch(Kind kind) => new(
        Ids(seed: 1), kind == Kind.Captions ? new FeatureMatrix(Numbers(Sentences * 3), Sentences, 3) : null)
    {
        Given = kind == Kind.Triplets ? new GivenViews(Ids(seed: 2), Ids(seed: 3), NegativeWeight: 0.5) : null,
    };

    private static int[][] Ids(int seed)
    {
        var random = new Random(seed);
        int[] Sentence() => [2, .. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(5, 24)), 3];
        return [.. Enumerable.Range(0, Sentences).Select(_ => Sentence())];
    }

    private static float[] Numbers(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    /// <summary>The gradients, which are cleared.</summary>
    private static float[]?[] Take(ContrastiveModel model)
    {
        float[]?[] gradients = [.. model.Parameters.Select(parameter => parameter.grad is { } gradient ? Values(gradient) : null)];
        Gradients.Clear(model.Parameters);
        return gradients;
    }

    private static void CheckEqual(float[]?[] expected, float[]?[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.Contains(expected, gradient => gradient?.Any(value => Math.Abs(value) > 1e-3) == true);
        foreach (var (first, second) in expected.Zip(found))
        {
            Assert.Equal(first is null, second is null);
            var scale = Math.Max(1, first?.Max(Math.Abs) ?? 0);
            Assert.All((first ?? []).Zip(second ?? []), pair => Assert.Equal(pair.First, pair.Second, Tolerance * scale));
        }
    }

    private static float[] Values(Tensor tensor) => [.. tensor.data<float>()];
}
