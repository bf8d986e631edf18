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
        var schedule = MixingSchedule.Create(sentences, captions, batchSize, interval: null);

        Assert.Equal(batches, schedule.BatchesPerEpoch);
        Assert.Equal(captionBatches, Enumerable.Range(0, batches).Count(schedule.IsCaptionBatch));
    }

    [Fact]
    public void One_corpus_alone_is_drawn_alone()
    {
        var text = MixingSchedule.Create(100, 0, 10, interval: null);
        var captions = MixingSchedule.Create(0, 95, 10, interval: null);

        Assert.Equal((10, 10), (text.BatchesPerEpoch, captions.BatchesPerEpoch));
        Assert.DoesNotContain(Enumerable.Range(0, 10), text.IsCaptionBatch);
        Assert.All(Enumerable.Range(0, 10), batch => Assert.True(captions.IsCaptionBatch(batch)));
    }

    [Fact]
    public void Fewer_sentences_than_captions_is_an_error_that_says_what_to_do()
    {
        var exception = Assert.Throws<ArgumentException>(() => MixingSchedule.Create(100, 200, 10, interval: null));

        Assert.Contains("sentences (10) than of captions (20)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ImagePairInterval", exception.Message, StringComparison.Ordinal);
        Assert.True(MixingSchedule.Create(100, 200, 10, interval: 2).IsCaptionBatch(2));
    }
}
