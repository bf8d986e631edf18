using MultimodalEmbeddings.Tests.Support;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class SentenceEncoderTests
{
    [Fact]
    public void Many_sentences_keep_their_order_and_equal_each_alone()
    {
        using var encoder = Tiny.Encoder();
        var sentences = Tiny.Sentences(200);

        var together = encoder.Encode(sentences);

        for (var i = 0; i < sentences.Length; i++)
        {
            Assert.InRange(GoldenTensor.LargestDifference(together[i], encoder.Encode(sentences[i])), 0, 1e-6);
        }
    }

    [Theory]
    [InlineData(Pooling.Cls)]
    [InlineData(Pooling.ClsDense)]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Max)]
    [InlineData(Pooling.TopTwoMean)]
    [InlineData(Pooling.FirstLastMean)]
    [InlineData(Pooling.FirstLayerLastMean)]
    public void Padding_does_not_change_an_embedding(Pooling pooling)
    {
        using var encoder = SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithPooling(pooling).Build();
        const string Short = "cat";

        var padded = encoder.Encode([Short, "the small cat sleeps on the green grass under a large tree ."]);

        Assert.InRange(GoldenTensor.LargestDifference(padded[0], encoder.Encode(Short)), 0, 1e-6);
    }

    [Fact]
    public void No_sentence_gives_no_embedding_and_an_empty_one_gives_one()
    {
        using var encoder = Tiny.Encoder();

        Assert.Empty(encoder.Encode([]));
        Assert.All(encoder.Encode(""), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_null_sentence_is_named()
    {
        using var encoder = Tiny.Encoder();

        var exception = Assert.Throws<ArgumentException>(() => encoder.Encode(["cat", null!]));

        Assert.Contains("Sentence 1 is null", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_of_another_size_is_refused()
    {
        using var encoder = Tiny.Encoder();

        var exception = Assert.Throws<ArgumentException>(() => encoder.Encode(["cat", "dog"], new float[31]));

        Assert.Contains("2 embeddings of dimension 16 need room for 32 floats; there is room for 31", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_grows_to_the_number_of_sentences()
    {
        using var encoder = Tiny.Encoder();
        var progress = new Recorder<int>();

        encoder.Encode(Tiny.Sentences(300), progress);

        Assert.True(progress.Values.Count > 1);
        Assert.Equal(progress.Values.Order().Distinct(), progress.Values);
        Assert.Equal(300, progress.Values[^1]);
    }

    [Fact]
    public void Cancellation_is_heard_between_batches()
    {
        using var encoder = Tiny.Encoder();
        using var source = new CancellationTokenSource();
        var progress = new Recorder<int>(_ => source.Cancel());

        Assert.Throws<OperationCanceledException>(() => encoder.Encode(Tiny.Sentences(300), progress, source.Token));

        Assert.InRange(progress.Values.Count, 1, Environment.ProcessorCount); // batches that other threads had begun
        Assert.True(progress.Values[^1] < 300);
    }

    [Fact]
    public void With_one_thread_nothing_more_is_begun_after_a_cancellation()
    {
        using var encoder = SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithThreads(1).Build();
        using var source = new CancellationTokenSource();
        var progress = new Recorder<int>(_ => source.Cancel());

        Assert.Throws<OperationCanceledException>(() => encoder.Encode(Tiny.Sentences(300), progress, source.Token));

        Assert.Single(progress.Values);
    }

    [Fact]
    public void Many_threads_get_the_same_embeddings_as_one()
    {
        using var encoder = Tiny.Encoder();
        var sentences = Tiny.Sentences(60);
        var expected = encoder.Encode(sentences);

        Parallel.For(0, 32, thread =>
        {
            var found = encoder.Encode(sentences);
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second));
        });
    }

    [Fact]
    public void No_tensor_outlives_a_call()
    {
        using var encoder = Tiny.Encoder();
        encoder.Encode(Tiny.Sentences(100));
        Garbage.Collect();
        var before = Tensor.TotalCount;

        for (var i = 0; i < 10; i++)
        {
            encoder.Encode(Tiny.Sentences(100, seed: i));
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void No_weights_outlive_an_encoder()
    {
        // Not by counting: TorchSharp's count of tensors never gives back the one that each parameter was made from.
        var large = Tiny.Configuration with { HiddenSize = 512, IntermediateSize = 2048, Layers = 4 }; // 50 MB
        void Make() => SentenceEncoder.Create(large, Tiny.Vocabulary, seed: 1).Dispose();
        Make();
        Make();
        var before = Environment.WorkingSet;

        for (var i = 0; i < 6; i++)
        {
            Make();
        }

        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 100L << 20);
    }

    [Fact]
    public void The_seed_decides_the_weights()
    {
        using var first = Tiny.Encoder(seed: 1);
        using var same = Tiny.Encoder(seed: 1);
        using var other = Tiny.Encoder(seed: 2);

        Assert.Equal(first.Encode("a cat"), same.Encode("a cat"));
        Assert.NotEqual(first.Encode("a cat"), other.Encode("a cat"));
    }

    [Fact]
    public void Longer_sentences_are_cut()
    {
        using var encoder = SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithMaximumTokens(4).Build();

        Assert.Equal(encoder.Encode("a cat"), encoder.Encode("a cat runs"));
        Assert.NotEqual(encoder.Encode("a cat"), encoder.Encode("a dog"));
    }

    [Fact]
    public void Normalized_embeddings_have_length_one()
    {
        using var encoder = SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithNormalization().Build();

        Assert.All(encoder.Encode(Tiny.Sentences(20)), embedding => Assert.Equal(1, embedding.Sum(x => x * x), 1e-5));
    }

    [Fact]
    public void A_disposed_encoder_says_so()
    {
        var encoder = Tiny.Encoder();
        encoder.Dispose();
        encoder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => encoder.Encode("cat"));
        Assert.Throws<ObjectDisposedException>(() => encoder.Save(Path.GetTempPath()));
    }
}
