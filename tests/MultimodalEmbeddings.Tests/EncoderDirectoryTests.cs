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
    public void Any_combination_of_options_is_saved_over_any_other_and_gives_the_same_embeddings_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        var sentences = Tiny.Sentences(12).Append("").ToArray();
        for (var round = 0; round < 60; round++)
        {
            using var encoder = RandomEncoder.Next(random);
            encoder.Save(folder.FullName);
            using var loaded = SentenceEncoder.Load(folder.FullName);

            Assert.Equal(encoder.Encode(sentences), loaded.Encode(sentences));
            Assert.Equal(encoder.Poolings, loaded.Poolings);
            Assert.Equal(encoder.Prompts, loaded.Prompts);
            Assert.Equal(encoder.DefaultPrompt, loaded.DefaultPrompt);
            Assert.Equal(encoder.Options.Settings.Similarity, loaded.Options.Settings.Similarity);
            Assert.All(
                encoder.Prompts.Keys,
                name => Assert.Equal(encoder.WithPrompt(name).Encode(sentences), loaded.WithPrompt(name).Encode(sentences)));
        }
    }

    [Fact]
    public void A_directory_holds_nothing_of_the_model_before_that_a_reader_would_take_for_the_new_ones()
    {
        using var folder = new TemporaryFolder();
        string[] stale =
        [
            "vocab.json", "merges.txt", "tokenizer.json", "special_tokens_map.json", "modules.json",
            "sentence_roberta_config.json", "config_sentence_transformers.json", "1_Pooling/config.json",
            "2_Dense/config.json", "2_Dense/pytorch_model.bin", "3_Normalize/config.json", "0_Transformer/config.json",
            "0_Transformer/pytorch_model.bin", "0_Transformer/vocab.txt",
        ];
        string[] others = ["README.md", "4_Notes/mine.txt", "data/config.json", "1_Pooling_old/config.json"];
        string[] model =
        [
            "config.json", "model.safetensors", "sentence_encoder.json", "special_tokens_map.json", "tokenizer_config.json",
            "vocab.txt",
        ];
        foreach (var file in stale.Concat(others))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
            File.WriteAllText(folder.File(file), "{}");
        }

        using (var encoder = Pooled(Pooling.FirstLastMean))
        {
            encoder.Save(folder.FullName);
        }

        Assert.Equal(
            model.Concat(others).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder.FullName, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_a_link_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere.File("config.json"), "{}");
        Directory.CreateSymbolicLink(folder.File("2_Dense"), elsewhere.FullName);

        using (var encoder = Tiny.Encoder())
        {
            encoder.Save(folder.FullName);
        }

        Assert.True(File.Exists(elsewhere.File("config.json")));
    }

    [Fact]
    public void A_dense_layer_that_does_not_fit_the_pooling_is_named()
    {
        using var folder = new TemporaryFolder();
        var options = new EncodingOptions { Poolings = [Pooling.Mean], MaximumTokens = 24, Normalize = false };
        using (var encoder = RandomEncoder.Create(RandomEncoder.Dense(new Random(1), 32), options))
        {
            encoder.Save(folder.FullName);
        }

        var broken = Assert.Throws<CheckpointMismatchException>(() => SentenceEncoder.Load(folder.FullName));
        Assert.Equal("linear.weight", broken.TensorName);

        options = options with { Poolings = [Pooling.Mean, Pooling.Max] };
        using (var encoder = RandomEncoder.Create(RandomEncoder.Dense(new Random(1), 32), options))
        {
            encoder.Save(folder.FullName);
        }

        var exception = Assert.Throws<ArgumentException>(
            () => SentenceEncoder.From(folder.FullName).WithPooling(Pooling.Cls).Build());
        Assert.Contains("takes 32 components, not the 16 of Cls", exception.Message, StringComparison.Ordinal);
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
            using var encoder = Pooled(pooling);
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
    [InlineData("{\"pooling\":\"2\",\"maximum_tokens\":10}")]
    [InlineData("{\"pooling\":[],\"maximum_tokens\":10}")]
    [InlineData("{\"pooling\":[\"Mean\",\"Mean\"],\"maximum_tokens\":10}")]
    [InlineData("{\"pooling\":[\"Mean\",3],\"maximum_tokens\":10}")]
    [InlineData("{\"pooling\":\"Mean\",\"maximum_tokens\":10,\"dense\":3}")]
    [InlineData("{\"pooling\":\"Mean\",\"maximum_tokens\":10,\"dense\":[3]}")]
    [InlineData("{\"pooling\":\"Mean\",\"maximum_tokens\":10,\"prompts\":[3]}")]
    [InlineData("{\"pooling\":\"Mean\",\"maximum_tokens\":10,\"default_prompt_name\":\"query\"}")]
    public void A_broken_options_file_is_named(string text)
    {
        using var folder = new TemporaryFolder();
        using (var encoder = Pooled(Pooling.TopTwoMean))
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

    private static SentenceEncoder Pooled(Pooling pooling) =>
        SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithPooling(pooling).Build();
}
