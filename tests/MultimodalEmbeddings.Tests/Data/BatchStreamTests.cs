using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public class BatchStreamTests
{
    private static readonly ITextTokenizer Tokenizer = WordPieceTokenizer.FromVocabulary(Tiny.Vocabulary);

    [Fact]
    public void Captions_keep_their_features()
    {
        string[] captions = ["red", "blue", "green", "cat", "dog"];
        var features = new FeatureMatrix(captions.Select(caption => (float)Tokenizer.Encode(caption)[1]).ToArray(), 5, 1);
        var stream = new BatchStream(
            Tokenizer, new([], [new(captions, features)]), new(BatchSize: 2, MaximumTokens: 8, Seed: 3, ImagePairInterval: null));

        foreach (var batch in stream.Batches().Take(12))
        {
            Assert.Equal(batch.TokenIds.Select(ids => (float)ids[1]), batch.Features!.ToArray());
        }
    }

    [Fact]
    public void Caption_batches_come_where_the_schedule_says()
    {
        var sentences = Tiny.Sentences(20);
        var captioned = new CaptionedImages(["red", "blue"], new FeatureMatrix(new float[2], 2, 1));
        var corpora = new Corpora([new SentenceCorpus(sentences)], [captioned]);
        var stream = new BatchStream(Tokenizer, corpora, new BatchStreamOptions(2, 8, 1, null)); // 10 and 1 batches, k = 10

        var withFeatures = stream.Batches().Take(22).Select((batch, index) => (batch, index)).Where(pair => pair.batch.Features is not null);

        Assert.Equal([0, 10, 11, 21], withFeatures.Select(pair => pair.index));
    }

    [Fact]
    public void The_same_seed_is_the_same_stream()
    {
        string Draw(int seed) => string.Join('|', Text(Tiny.Sentences(30), new(4, 8, seed, null))
            .Batches().Take(20).SelectMany(batch => batch.TokenIds).Select(ids => string.Join(' ', ids)));

        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(40)]
    public void A_stream_that_skips_goes_on_as_if_all_were_drawn(int skipped)
    {
        var captioned = new CaptionedImages(["red", "blue", "cat"], new FeatureMatrix(new float[] { 1, 2, 3 }, 3, 1));
        var corpora = new Corpora([new SentenceCorpus(Tiny.Sentences(20))], [captioned]);
        var stream = new BatchStream(Tokenizer, corpora, new BatchStreamOptions(2, 8, 1, null));
        static string Text(ContrastiveBatch batch) =>
            string.Join('|', batch.TokenIds.Select(ids => string.Join(' ', ids))) + string.Join(' ', batch.Features?.ToArray() ?? []);

        Assert.Equal(stream.Batches().Skip(skipped).Take(30).Select(Text), stream.Batches(skipped).Take(30).Select(Text));
    }

    [Fact]
    public void Sentences_are_cut()
    {
        var stream = Text(["a red cat sleeps on the grass"], new(2, 5, 1, null));

        Assert.Equal(5, stream.Batches().First().TokenIds[0].Length);
    }

    [Fact]
    public void Captions_and_rows_that_do_not_match_are_an_error_with_both_numbers()
    {
        var exception = Assert.Throws<ArgumentException>(() => new CaptionedImages(["a", "b"], new FeatureMatrix(new float[3], 3, 1)));

        Assert.Contains("3 rows but there are 2 captions", exception.Message, StringComparison.Ordinal);
    }

    private static BatchStream Text(string[] sentences, BatchStreamOptions options) =>
        new(Tokenizer, new Corpora([new SentenceCorpus(sentences)], []), options);
}
