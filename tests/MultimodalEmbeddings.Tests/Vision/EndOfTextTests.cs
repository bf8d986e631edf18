using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class EndOfTextTests
{
    [Theory]
    [InlineData(9, new[] { 8, 4, 9, 9 }, 2)]
    [InlineData(9, new[] { 8, 9, 4, 9 }, 1)]
    [InlineData(9, new[] { 8, 4, 5 }, 0)]
    [InlineData(9, new int[0], 0)]
    [InlineData(2, new[] { 8, 2, 9, 4, 9 }, 2)]
    [InlineData(2, new[] { 9, 2, 4 }, 0)]
    [InlineData(2, new int[0], 0)]
    public void It_is_the_first_end_token_or_by_the_id_2_the_largest(int tokenId, int[] ids, int position) =>
        Assert.Equal(position, new EndOfText(tokenId).PositionIn(ids));

    [Fact]
    public void What_follows_the_end_changes_nothing()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var end = random.Next(3, 50);
            int[] text = [.. Enumerable.Range(0, random.Next(0, 9)).Select(_ => random.Next(0, end)), end];
            int[] longer = [.. text, .. Enumerable.Range(0, random.Next(0, 9)).Select(_ => random.Next(0, end + 1))];

            Assert.Equal(text.Length - 1, new EndOfText(end).PositionIn(longer));
            Assert.Equal(text.Length - 1, new EndOfText(2).PositionIn(longer));
        }
    }
}
