using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class EncoderDirectoryTests
{
    public static TheoryData<Pooling, bool> Options()
    {
        var data = new TheoryData<Pooling, bool>();
        foreach (var pooling in Enum.GetValues<Pooling>())
        {
            data.Add(pooling, false);
            data.Add(pooling, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Saved_and_loaded_is_the_same_encoder(Pooling pooling, bool normalize)
    {
        using var folder = new TemporaryFolder();
        using var encoder = SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1)
            .WithPooling(pooling).WithNormalization(normalize).WithMaximumTokens(10).Build();

        encoder.Save(folder.FullName);
        using var loaded = SentenceEncoder.Load(folder.FullName);

        Assert.Equal([pooling], loaded.Poolings);
        Assert.Equal((normalize, 10), (loaded.Normalizes, loaded.MaximumTokens));
        Assert.Equal(encoder.Encode(Tiny.Sentences(20)), loaded.Encode(Tiny.Sentences(20)));
    }

    [Fact]
    public void Saving_again_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        using var encoder = Tiny.Encoder();
        encoder.Save(folder.File("first"));
        using var loaded = SentenceEncoder.Load(folder.File("first"));
        loaded.Save(folder.File("second"));

        var files = Directory.GetFiles(folder.File("first"), "*", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(
            File.ReadAllBytes(file), File.ReadAllBytes(file.Replace("first", "second", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_directory_saved_over_with_another_pooling_holds_the_new_one()
    {
        using var folder = new TemporaryFolder();
        foreach (var pooling in new[] { Pooling.Mean, Pooling.FirstLastMean, Pooling.Max })
        {
            using var encoder = SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithPooling(pooling).Build();
            encoder.Save(folder.FullName);
            using var loaded = SentenceEncoder.Load(folder.FullName);

            Assert.Equal([pooling], loaded.Poolings);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"pooling\":\"Sum\",\"maximum_tokens\":10,\"normalize\":true}")]
    [InlineData("{\"pooling\":\"Mean\",\"maximum_tokens\":1,\"normalize\":true}")]
    [InlineData("{\"pooling\":\"Mean\",\"maximum_tokens\":1e30,\"normalize\":true}")]
    public void A_broken_options_file_is_named(string text)
    {
        using var folder = new TemporaryFolder();
        using (var encoder = SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithPooling(Pooling.TopTwoMean).Build())
        {
            encoder.Save(folder.FullName);
        }

        File.WriteAllText(folder.File(OptionsFile.Name), text);

        var exception = Assert.Throws<CheckpointException>(() => SentenceEncoder.Load(folder.FullName));
        Assert.Equal(folder.File(OptionsFile.Name), exception.FilePath);
    }

    [Fact]
    public void A_directory_that_lacks_a_tensor_says_which()
    {
        using var folder = new TemporaryFolder();
        using (var encoder = Tiny.Encoder())
        {
            encoder.Save(folder.FullName);
        }

        StoredWeights.Drop(folder.File("model.safetensors"), name => name == "encoder.layer.1.output.dense.bias");

        var exception = Assert.Throws<CheckpointMismatchException>(() => SentenceEncoder.Load(folder.FullName));
        Assert.Equal("encoder.layer.1.output.dense.bias", exception.TensorName);
    }
}
