using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

/// <summary>The real model's vectors of reference/evaluation's sentences: special, short, and longer than any limit.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
[Trait(Category.Name, Category.Real)]
public class EmbeddingsReferenceTests
{
    private const string Model = "models/all-MiniLM-L6-v2";

    [Fact]
    public void As_loaded_it_gives_the_vectors_of_sentence_transformers()
    {
        using var encoder = SentenceEncoder.Load(SharedFolder.RequireShared(Model));

        Check(encoder, "sentence.f64", 2e-6);
    }

    [Theory]
    [InlineData(Pooling.Cls, "cls.f64")]
    [InlineData(Pooling.Mean, "mean.f64")]
    [InlineData(Pooling.ClsDense, "pooler")]
    [InlineData(Pooling.TopTwoMean, "avg_top2")]
    [InlineData(Pooling.FirstLastMean, "avg_first_last")]
    [InlineData(Pooling.FirstLayerLastMean, "avg_layer1_last")]
    [InlineData(Pooling.Max, "max")]
    public void Every_pooling_equals_the_reference(Pooling pooling, string tensor)
    {
        using var encoder = SentenceEncoder.From(SharedFolder.RequireShared(Model)).WithPooling(pooling).WithNormalization(false).Build();

        Check(encoder, tensor, 1e-5);
    }

    [Fact]
    public void Sentences_are_tokenized_as_the_reference_does()
    {
        using var encoder = SentenceEncoder.Load(SharedFolder.RequireShared(Model));

        Assert.All(Sentences(), sentence => Assert.Equal(
            sentence.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()),
            encoder.Tokenizer.Encode(sentence.GetProperty("text").GetString()!, encoder.MaximumTokens)));
    }

    private static void Check(SentenceEncoder encoder, string tensor, double tolerance)
    {
        using var file = SafetensorsFile.Open(SharedFolder.RequireReference("evaluation/embeddings.safetensors"));
        Assert.SkipUnless(file.Tensors.ContainsKey(tensor), $"The file has no tensor {tensor}.");

        var found = encoder.Encode([.. Sentences().Select(sentence => sentence.GetProperty("text").GetString()!)]);

        var golden = GoldenTensor.Floats(file.Tensors[tensor]);
        Assert.InRange(GoldenTensor.LargestDifference([.. found.SelectMany(x => x)], golden), 0, tolerance);
    }

    private static JsonElement[] Sentences()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireReference("evaluation/embedding_sentences.json")));
        return [.. document.RootElement.GetProperty("sentences").EnumerateArray().Select(sentence => sentence.Clone())];
    }
}
