using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class AttentionWindowTests
{
    [Fact]
    public void A_token_sees_those_within_reach_and_padding_the_whole_sentence()
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Create([[5, 6, 7, 8], [5, 6]], paddingId: 0);

        var mask = AttentionWindow.Narrow(batch.AttentionMask, batch.Attended, reach: 1)!;

        Assert.Equal([2, 1, 4, 4], mask.shape);
        Assert.Equal("1100111001110011" + "1100110011001100", Seen(mask));
    }

    [Fact]
    public void Without_padding_one_window_serves_all_sentences()
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Create([[5, 6, 7], [5, 6, 7]], paddingId: 0);

        var mask = AttentionWindow.Narrow(batch.AttentionMask, batch.Attended, reach: 1)!;

        Assert.Equal([1, 1, 3, 3], mask.shape);
        Assert.Equal("110111011", Seen(mask));
    }

    [Fact]
    public void A_window_over_the_whole_batch_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Create([[5, 6, 7], [5]], paddingId: 0);

        Assert.Same(batch.AttentionMask, AttentionWindow.Narrow(batch.AttentionMask, batch.Attended, reach: 2));
        Assert.NotSame(batch.AttentionMask, AttentionWindow.Narrow(batch.AttentionMask, batch.Attended, reach: 1));
        Assert.Null(AttentionWindow.Narrow(null, batch.Attended, reach: 2));
    }

    private static string Seen(Tensor mask) => string.Concat(mask.data<float>().Select(value => value == 0 ? '1' : '0'));
}
