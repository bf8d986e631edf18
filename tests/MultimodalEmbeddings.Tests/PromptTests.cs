using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class PromptTests
{
    [Fact]
    public void A_view_with_a_prompt_encodes_as_if_every_sentence_began_with_it()
    {
        using var encoder = Builder().Build();
        var sentences = Tiny.Sentences(30);

        var queries = encoder.WithPrompt("query");

        Assert.Equal(encoder.Encode([.. sentences.Select(sentence => "the red " + sentence)]), queries.Encode(sentences));
        Assert.Equal(encoder.Encode(sentences), encoder.WithPrompt("document").Encode(sentences));
        Assert.Equal(queries.Encode(sentences), encoder.WithPromptText("the red ").Encode(sentences));
        Assert.Equal(encoder.Dimension, queries.Dimension);
        Assert.NotEqual(encoder.Encode("cat"), queries.Encode("cat"));
    }

    [Fact]
    public void The_default_prompt_applies_until_another_is_asked_for()
    {
        using var plain = Builder().Build();
        using var encoder = Builder().WithDefaultPrompt("query").Build();

        Assert.Equal("query", encoder.DefaultPrompt);
        Assert.Equal(plain.Encode("the red cat"), encoder.Encode("cat"));
        Assert.Equal(plain.Encode("cat"), encoder.WithPrompt("document").Encode("cat"));
        Assert.Equal(plain.Encode("cat"), encoder.WithPromptText("").Encode("cat"));
        Assert.Equal(plain.Encode("a cat"), encoder.WithPromptText("a ").Encode("cat"));
    }

    [Fact]
    public void Prompts_keep_their_order_and_the_last_of_a_name_counts()
    {
        using var encoder = Builder().AddPrompt("query", "a ").Build();

        Assert.Equal([new("query", "a "), new("document", "")], encoder.Prompts);
        Assert.Null(encoder.DefaultPrompt);
    }

    [Fact]
    public void A_prompt_that_does_not_exist_is_named_with_those_that_do()
    {
        using var encoder = Builder().Build();
        using var without = Tiny.Encoder();

        var exception = Assert.Throws<ArgumentException>(() => encoder.WithPrompt("passage"));
        Assert.Contains("no prompt 'passage'; there are query, document", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentException>(() => without.WithPrompt("query"));
        Assert.Contains("the encoder has none", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentException>(() => Builder().WithDefaultPrompt("passage").Build());
        Assert.Contains("'passage' is none of the encoder's prompts (query,", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_ends_with_its_encoder()
    {
        var encoder = Builder().Build();
        var view = encoder.WithPrompt("query");
        encoder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => view.Encode("cat"));
    }

    /// <summary>The mean is then one over the other tokens, of hidden states that have seen the prompt.</summary>
    [Theory]
    [InlineData("", 0)]
    [InlineData("the red ", 3)]
    public void A_prompt_that_is_not_pooled_is_seen_but_does_not_take_part(string prompt, int leftOut)
    {
        var options = new EncodingOptions
        {
            Poolings = [Pooling.Mean],
            MaximumTokens = 24,
            Normalize = false,
            PoolsPrompt = false,
        };
        using var encoder = Encoder(options);
        using var modules = encoder.ToModules();
        using var scope = TorchSharp.torch.NewDisposeScope();
        foreach (var sentence in Tiny.Sentences(20))
        {
            var ids = encoder.Tokenizer.Encode(prompt + sentence, 24);
            var states = modules.Transformer.forward(TokenBatch.Create([ids], 0))[^1]; // [1, tokens, hidden]

            var expected = states[0].slice(0, leftOut, ids.Length, 1).mean([0]).data<float>().ToArray();

            Assert.InRange(GoldenTensor.LargestDifference(encoder.WithPromptText(prompt).Encode(sentence), expected), 0, 1e-6);
        }
    }

    [Fact]
    public void Embeddings_stay_finite_where_the_prompt_fills_all_the_room()
    {
        foreach (var pooling in Enum.GetValues<Pooling>())
        {
            var options = new EncodingOptions
            {
                Poolings = [pooling],
                MaximumTokens = 4,
                Normalize = true,
                PoolsPrompt = false,
            };
            using var encoder = Encoder(options);

            var found = encoder.WithPromptText("the small red cat sleeps ").Encode(["", "dog", "bird sings"]).SelectMany(x => x);

            Assert.All(found, value => Assert.True(float.IsFinite(value)));
        }
    }

    private static SentenceEncoderBuilder Builder() => SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1)
        .WithPooling(Pooling.Mean).AddPrompt("query", "the red ").AddPrompt("document", "");

    private static SentenceEncoder Encoder(EncodingOptions options) => new(
        new EmbeddingModel(EncoderWeights.Draw(Tiny.Configuration, 1), []),
        WordPieceTokenizer.FromVocabulary(Tiny.Vocabulary),
        options);
}
