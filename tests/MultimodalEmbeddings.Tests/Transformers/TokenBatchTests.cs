using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class TokenBatchTests
{
    [Fact]
    public void Shorter_rows_are_padded_at_the_end_and_masked()
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Create([[2, 7, 3], [2, 3]], paddingId: 9);

        Assert.Equal([2, 7, 3, 2, 3, 9], batch.Ids.data<long>().ToArray());
        Assert.Equal([1, 1, 1, 1, 1, 0], batch.Attended.data<float>().ToArray());
        Assert.Equal([2, 1, 1, 3], batch.AttentionMask!.shape);
        Assert.Equal([0, 0, 0, 0, 0, float.NegativeInfinity], batch.AttentionMask.data<float>().ToArray());
    }

    [Fact]
    public void Rows_of_one_length_need_no_mask()
    {
        using var scope = NewDisposeScope();

        Assert.Null(TokenBatch.Create([[2, 3], [2, 3]], paddingId: 0).AttentionMask);
    }

    [Fact]
    public void No_sentences_are_refused() => Assert.Throws<ArgumentException>(() => TokenBatch.Create([], paddingId: 0));

    [Fact]
    public void A_sentence_without_tokens_counts_as_one_padding_token()
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Create([[2, 7], []], paddingId: 9);

        Assert.Equal([2, 7, 9, 9], batch.Ids.data<long>().ToArray());
        Assert.Equal([1, 1, 1, 0], batch.Attended.data<float>().ToArray());
    }
}
