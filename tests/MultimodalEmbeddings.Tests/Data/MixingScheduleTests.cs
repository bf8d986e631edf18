using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public class MixingScheduleTests
{
    /// <summary>The corpora of the paper: spec of MCSE's train_mix.py worked out by hand.</summary>
    [Theory]
    [InlineData(1_000_000, 29_783, 64, 16_091, 488)]
    [InlineData(1_000_000, 29_783, 128, 8_046, 244)]
    [InlineData(1_000_000, 82_783, 64, 16_919, 1_410)]
    [InlineData(1_000_000, 82_783, 128, 8_460, 705)]
    public void The_papers_corpora_give_the_references_counts(int sentences, int captions, int batchSize, int batches, int captionBatches)
    {
        var schedule = MixingSchedule.Create(new([sentences], [captions]), batchSize, interval: null);

        Assert.Equal(batches, schedule.BatchesPerEpoch);
        Assert.Equal(captionBatches, Enumerable.Range(0, batches).Count(schedule.IsCaptionBatch));
    }

    [Fact]
    public void One_corpus_alone_is_drawn_alone()
    {
        var text = MixingSchedule.Create(new([100], []), 10, interval: null);
        var captions = MixingSchedule.Create(new([0], [95]), 10, interval: null);

        Assert.Equal((10, 10), (text.BatchesPerEpoch, captions.BatchesPerEpoch));
        Assert.DoesNotContain(Enumerable.Range(0, 10), text.IsCaptionBatch);
        Assert.All(Enumerable.Range(0, 10), batch => Assert.True(captions.IsCaptionBatch(batch)));
    }

    [Theory]
    [InlineData(100, 200, 0)]
    [InlineData(100, 100, 1)]
    [InlineData(199, 100, 1)]
    public void A_ratio_at_which_no_sentence_would_be_drawn_is_an_error_that_says_what_to_do(int sentences, int captions, int ratio)
    {
        var exception = Assert.Throws<ArgumentException>(() => MixingSchedule.Create(new([sentences], [captions]), 1, interval: null));

        Assert.Contains($"{sentences} batches of sentences and {captions} of captions", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"rounds down to {ratio}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ImagePairInterval", exception.Message, StringComparison.Ordinal);
        Assert.True(MixingSchedule.Create(new([sentences], [captions]), 1, interval: 2).IsCaptionBatch(2));
    }

    [Fact]
    public void An_interval_of_one_is_an_error_where_there_are_sentences()
    {
        Assert.Contains("no sentence is drawn", MixingSchedule.Fault(new([100], [10]), 10, interval: 1), StringComparison.Ordinal);
        Assert.Null(MixingSchedule.Fault(new([0], [10]), 10, interval: 1));
        Assert.Null(MixingSchedule.Fault(new([100], []), 10, interval: 1));
    }

    [Fact]
    public void Three_captioned_corpora_share_the_caption_batches_by_their_sizes()
    {
        var schedule = MixingSchedule.Create(new([21], [4, 2, 1]), 1, interval: null); // k = 3, 28 batches

        string Corpus(int batch) => schedule.IsCaptionBatch(batch) ? $"{schedule.CorpusOf(batch)}" : ".";
        var epoch = string.Concat(Enumerable.Range(0, schedule.BatchesPerEpoch).Select(Corpus));

        Assert.Equal("0..1..0..2..0..1..0..0..1..0", epoch); // 0 1 0 2 0 1 0, then anew
    }

    /// <summary>Over many sizes: captions where MCSE's rule puts them, all corpora of a kind gone through equally often.</summary>
    [Fact]
    public void With_any_corpora_an_epoch_is_mcses_and_each_kind_is_shared_out_by_size()
    {
        var random = new Random(11);
        for (var run = 0; run < 300; run++)
        {
            var batchSize = random.Next(1, 9);
            int[] texts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(400, 800))];
            int[] captions = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 50))];
            int Batches(IEnumerable<int> sizes) => sizes.Sum(size => (int)Math.Ceiling(size / (double)batchSize));
            var (t, p) = (Batches(texts), Batches(captions));

            var schedule = MixingSchedule.Create(new(texts, captions), batchSize, interval: null);
            var epoch = Enumerable.Range(0, t + p).ToArray();
            var captionBatches = epoch.Where(schedule.IsCaptionBatch).ToArray();

            Assert.Equal(t + p, schedule.BatchesPerEpoch);
            Assert.Equal(epoch.Where(batch => batch % (t / p) == 0), captionBatches);
            CheckShares(captions, captionBatches.Select(schedule.CorpusOf), Batches);
            CheckShares(texts, epoch.Except(captionBatches).Select(schedule.CorpusOf), Batches);
        }
    }

    private static void CheckShares(int[] sizes, IEnumerable<int> turns, Func<IEnumerable<int>, int> batches)
    {
        var all = turns.ToArray();
        foreach (var (corpus, size) in sizes.Index())
        {
            var share = (double)all.Length * batches([size]) / batches(sizes);
            Assert.InRange(all.Count(turn => turn == corpus), share - 2, share + 2);
        }
    }
}
