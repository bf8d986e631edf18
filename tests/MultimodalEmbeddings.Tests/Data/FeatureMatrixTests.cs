using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public class FeatureMatrixTests
{
    private static readonly FeatureMatrix Matrix = new(new float[] { 1, 2, 3, 4, 5, 6 }, rows: 3, columns: 2);

    [Fact]
    public void Rows_lie_one_after_another()
    {
        Assert.Equal([3, 4], Matrix.Row(1).ToArray());
        Assert.Equal([5, 6, 1, 2, 5, 6], Matrix.SelectRows([2, 0, 2]).ToArray());
    }

    [Fact]
    public void Values_of_another_number_are_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new FeatureMatrix(new float[5], 3, 2));

        Assert.Contains("needs 6 values; there are 5", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FeatureMatrix(Array.Empty<float>(), int.MaxValue, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureMatrix(Array.Empty<float>(), 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureMatrix(Array.Empty<float>(), -1, 1));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_no_number_is_named_by_row_and_column(float value)
    {
        var exception = Assert.Throws<ArgumentException>(() => new FeatureMatrix(new[] { 0, 0, 0, value }, 2, 2));

        Assert.Contains("Row 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("column 1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_row_that_is_not_there_is_refused(int row)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.Row(row).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.SelectRows([row]));
    }
}
