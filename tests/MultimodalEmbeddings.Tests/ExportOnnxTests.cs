using MultimodalEmbeddings.Tests.Onnx;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ExportOnnxTests
{
    [Fact]
    public void An_exported_encoder_gives_its_embeddings_whatever_its_options()
    {
        var random = new Random(4);
        using var folder = new TemporaryFolder();
        for (var round = 0; round < 20; round++)
        {
            using var encoder = RandomEncoder.Next(random);
            string[] sentences = Tiny.Sentences(7, seed: round);
            encoder.ExportOnnx(folder.File("model.onnx"));
            using var runtime = new RuntimeModel(folder.File("model.onnx"));

            var found = runtime.Encode(Tokens(encoder, sentences), encoder.Tokenizer.PaddingId);

            float[] expected = [.. encoder.Encode(sentences).SelectMany(row => row)];
            Assert.InRange(
                GoldenTensor.LargestDifference(found, expected) / Math.Max(1, expected.Max(Math.Abs)), 0, 1e-5);
        }
    }

    [Fact]
    [Trait(Category.Name, Category.Real)]
    public void A_real_encoder_is_exported()
    {
        using var folder = new TemporaryFolder();
        using var encoder = SentenceEncoder.Load(SharedFolder.RequireShared("models/all-MiniLM-L6-v2"));
        string[] sentences = ["A dog runs.", "Two birds sing on a roof while it rains.", ""];
        encoder.ExportOnnx(folder.File("model.onnx"));
        using var runtime = new RuntimeModel(folder.File("model.onnx"));

        var found = runtime.Encode(Tokens(encoder, sentences), encoder.Tokenizer.PaddingId);

        Assert.InRange(
            GoldenTensor.LargestDifference(found, [.. encoder.Encode(sentences).SelectMany(row => row)]), 0, 1e-5);
    }

    private static int[][] Tokens(SentenceEncoder encoder, string[] sentences)
    {
        var text = encoder.DefaultSentenceText();
        return [.. sentences.Select(sentence => encoder.Tokenizer.Encode(text.Of(sentence), encoder.MaximumTokens))];
    }
}
