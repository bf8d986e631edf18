using System.Globalization;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

/// <summary>Streams over any number of corpora; each text is a number, so that a draw is seen.</summary>
[Trait(Category.Name, Category.Unit)]
public class SeveralCorporaTests
{
    private const int FirstOfNextCorpus = 10_000;

    [Fact]
    public void Without_images_everything_is_drawn_exactly_once_an_epoch()
    {
        var random = new Random(21);
        for (var run = 0; run < 200; run++)
        {
            int[] sizes = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 70))];
            ICorpus[] texts = [new SentenceCorpus(Texts(sizes[0], 0)), .. sizes.Skip(1).Select((size, index) => Triplets(size, index + 1))];

            CheckEpochs(new Corpora(texts, []), sizes, random.Next(1, 12), run);
        }
    }

    [Fact]
    public void Without_sentences_every_caption_of_every_corpus_is_drawn_exactly_once_an_epoch()
    {
        var random = new Random(22);
        for (var run = 0; run < 200; run++)
        {
            int[] sizes = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 70))];

            CheckEpochs(new Corpora([], [.. sizes.Select(Captions)]), sizes, random.Next(1, 12), run);
        }
    }

    [Fact]
    public void Captions_keep_the_features_and_the_number_of_their_corpus()
    {
        var corpora = new Corpora([new SentenceCorpus(Texts(60, 9))], [Captions(7, 0), Captions(3, 1), Captions(5, 2)]);
        var stream = new BatchStream(new NumberTokenizer(), corpora, new BatchStreamOptions(2, 8, 1, ImagePairInterval: null));

        foreach (var batch in stream.Batches().Take(4 * stream.Schedule.BatchesPerEpoch))
        {
            var corpus = batch.TokenIds[0][0] / FirstOfNextCorpus;
            Assert.Equal(corpus < 9, batch.Features is not null);
            Assert.All(batch.TokenIds, ids => Assert.Equal(corpus, ids[0] / FirstOfNextCorpus));
            if (batch.Features is { } features)
            {
                Assert.Equal((corpus, corpus + 1), (batch.Corpus, features.Columns));
                Assert.Equal(batch.TokenIds.Select(ids => (float)ids[0]), Enumerable.Range(0, features.Rows).Select(row => features.Row(row)[0]));
            }
        }
    }

    [Fact]
    public void No_two_corpora_of_the_same_size_are_drawn_in_the_same_order()
    {
        var corpora = new Corpora([new SentenceCorpus(Texts(40, 0)), Triplets(40, 1)], [Captions(40, 2), Captions(40, 3)]);
        var stream = new BatchStream(new NumberTokenizer(), corpora, new BatchStreamOptions(4, 8, 1, ImagePairInterval: 2));

        var orders = stream.Batches().Take(40).SelectMany(batch => batch.TokenIds).Select(ids => ids[0])
            .GroupBy(number => number / FirstOfNextCorpus, number => number % FirstOfNextCorpus).Select(order => string.Join(' ', order));

        Assert.Equal(4, orders.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(57)]
    [InlineData(200)]
    public void Skipped_batches_leave_the_others_as_they_were(int skipped)
    {
        var corpora = new Corpora([new SentenceCorpus(Texts(60, 9)), Triplets(9, 8)], [Captions(7, 0), Captions(3, 1)]);
        var stream = new BatchStream(new NumberTokenizer(), corpora, new BatchStreamOptions(2, 8, 1, ImagePairInterval: null));
        static string Seen(ContrastiveBatch batch) => $"{batch.Corpus}: {string.Join(' ', batch.TokenIds.Select(ids => ids[0]))}";

        Assert.Equal(stream.Batches().Skip(skipped).Take(30).Select(Seen), stream.Batches(skipped).Take(30).Select(Seen));
    }

    [Fact]
    public void A_triplet_keeps_its_three_sentences_and_its_weight()
    {
        var stream = new BatchStream(new NumberTokenizer(), new Corpora([Triplets(9, 0)], []), new BatchStreamOptions(4, 8, 1, null));

        foreach (var batch in stream.Batches().Take(6))
        {
            var given = batch.Given!;
            Assert.Equal((3, 0.5), (batch.Views, given.NegativeWeight));
            Assert.Equal(batch.TokenIds.Select(ids => ids[0] + 1000), given.Positives.Select(ids => ids[0]));
            Assert.Equal(batch.TokenIds.Select(ids => ids[0] + 2000), given.Negatives.Select(ids => ids[0]));
            Assert.Equal(
                batch.TokenIds.SelectMany(ids => new[] { ids[0], ids[0] + 1000, ids[0] + 2000 }), batch.Rows().Select(ids => ids[0]));
        }
    }

    [Fact]
    public void The_views_of_a_sentence_are_itself_twice()
    {
        var batch = new ContrastiveBatch([[5], [6, 7]], Features: null);

        Assert.Equal(2, batch.Views);
        Assert.Equal([[5], [5], [6, 7], [6, 7]], batch.Rows());
    }

    private static void CheckEpochs(Corpora corpora, int[] sizes, int batchSize, int seed)
    {
        var stream = new BatchStream(new NumberTokenizer(), corpora, new BatchStreamOptions(batchSize, 8, seed, null));
        var everything = sizes.SelectMany((size, corpus) => Enumerable.Range(corpus * FirstOfNextCorpus, size));

        foreach (var epoch in stream.Batches().Take(3 * stream.Schedule.BatchesPerEpoch).Chunk(stream.Schedule.BatchesPerEpoch))
        {
            Assert.Equal(everything, epoch.SelectMany(batch => batch.TokenIds).Select(ids => ids[0]).Order());
        }
    }

    private static string[] Texts(int count, int corpus) => NumberTokenizer.Texts(count, corpus * FirstOfNextCorpus);

    private static TripletCorpus Triplets(int count, int corpus)
    {
        string Plus(string text, int number) => (int.Parse(text, CultureInfo.InvariantCulture) + number).ToString(CultureInfo.InvariantCulture);
        return new TripletCorpus(
            [.. Texts(count, corpus).Select(text => new SentenceTriplet(text, Plus(text, 1000), Plus(text, 2000)))], negativeWeight: 0.5);
    }

    /// <summary>Captions whose features repeat the caption's number, one column more for each corpus.</summary>
    private static CaptionedImages Captions(int count, int corpus) => new(
        Texts(count, corpus),
        new FeatureMatrix(
            Enumerable.Range(corpus * FirstOfNextCorpus, count).SelectMany(number => Enumerable.Repeat((float)number, corpus + 1)).ToArray(),
            count,
            corpus + 1));
}
