using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

[Trait(Category.Name, Category.Unit)]
public class UnitBlockTests
{
    [Fact]
    public void Products_are_cosines_whatever_the_shapes()
    {
        var random = new Random(1);
        for (var dimension = 1; dimension <= 80; dimension++)
        {
            var first = Vectors(random, 1 + random.Next(20), dimension);
            var second = Vectors(random, 1 + random.Next(20), dimension);
            var products = Products(first, second);

            for (var i = 0; i < first.Rows; i++)
            {
                for (var j = 0; j < second.Rows; j++)
                {
                    Assert.Equal(Cosine(first.Row(i), second.Row(j)), products[j, i], 1e-6);
                }
            }
        }
    }

    [Fact]
    public void A_product_has_the_same_bits_wherever_its_embeddings_stand()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 50; trial++)
        {
            var dimension = 1 + random.Next(100);
            float[] x = [.. Vectors(random, 1, dimension).Row(0)], y = [.. Vectors(random, 1, dimension).Row(0)];
            var alone = Products(new FeatureMatrix(x, 1, dimension), new FeatureMatrix(y, 1, dimension))[0, 0];
            var everywhere = Products(Repeated(x, 1 + random.Next(11)), Repeated(y, 1 + random.Next(11)));

            Assert.All(everywhere.Cast<float>(), product => Assert.Equal(alone, product));
        }
    }

    [Theory]
    [InlineData(float.Epsilon)]
    [InlineData(1e-38f)]
    [InlineData(1e-20f)]
    [InlineData(1e20f)]
    [InlineData(float.MaxValue)]
    public void Vectors_of_any_length_are_scaled(float length)
    {
        var matrix = new FeatureMatrix(new[] { length, length, -length, length }, 2, 2);
        var products = Products(matrix, new FeatureMatrix(new float[] { 1, 1 }, 1, 2));

        Assert.Equal(1, products[0, 0], 1e-6);
        Assert.Equal(0, products[0, 1], 1e-6);
    }

    [Fact]
    public void The_zero_vector_has_no_direction() =>
        Assert.Equal(0, Products(new FeatureMatrix(new float[3], 1, 3), new FeatureMatrix(new float[] { 1, 2, 3 }, 1, 3))[0, 0]);

    [Fact]
    public void What_a_block_held_before_does_not_matter()
    {
        var random = new Random(3);
        var (many, few) = (Vectors(random, 8, 5), Vectors(random, 3, 5));
        UnitBlock used = new(8, 5), fresh = new(3, 5);
        used.Fill(many, 0, 8);
        used.Fill(few, 0, 3);
        fresh.Fill(few, 0, 3);

        Assert.Equal(3, used.Count);
        Assert.Equal(Products(fresh, fresh), Products(used, used));
    }

    /// <returns>[second, first].</returns>
    private static float[,] Products(FeatureMatrix first, FeatureMatrix second)
    {
        UnitBlock x = new(first.Rows, first.Columns), y = new(second.Rows, second.Columns);
        x.Fill(first, 0, first.Rows);
        y.Fill(second, 0, second.Rows);
        return Products(x, y);
    }

    private static float[,] Products(UnitBlock first, UnitBlock second)
    {
        var values = new float[(second.Count + 1) * first.Width];
        first.Multiply(second, values);
        var products = new float[second.Count, first.Count];
        for (var j = 0; j < second.Count; j++)
        {
            for (var i = 0; i < first.Count; i++)
            {
                products[j, i] = values[(j * first.Width) + i];
            }
        }

        return products;
    }

    private static FeatureMatrix Vectors(Random random, int rows, int dimension) =>
        new(Enumerable.Range(0, rows * dimension).Select(_ => random.NextSingle() - 0.3f).ToArray(), rows, dimension);

    private static FeatureMatrix Repeated(float[] row, int rows) =>
        new(Enumerable.Repeat(row, rows).SelectMany(x => x).ToArray(), rows, row.Length);

    private static double Cosine(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double product = 0, xSquare = 0, ySquare = 0;
        for (var i = 0; i < x.Length; i++)
        {
            product += (double)x[i] * y[i];
            xSquare += (double)x[i] * x[i];
            ySquare += (double)y[i] * y[i];
        }

        return product / Math.Sqrt(xSquare * ySquare);
    }
}
