using System.Globalization;
using System.Numerics;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class PrintedNumberTests
{
    [Theory]
    [InlineData(0.125, 0.12)]   // a true tie goes to the even digit
    [InlineData(0.375, 0.38)]
    [InlineData(-0.125, -0.12)]
    [InlineData(2.675, 2.67)]   // the nearest double is below the tie
    [InlineData(1.115, 1.11)]
    [InlineData(1.005, 1)]
    [InlineData(77.705, 77.7)]
    [InlineData(8.345, 8.35)]   // the nearest double is above the tie
    [InlineData(-3.145, -3.15)]
    [InlineData(double.NaN, double.NaN)]
    public void It_rounds_as_Python_prints(double value, double rounded) =>
        Assert.Equal(rounded, PrintedNumber.Round(value, decimals: 2));

    [Fact]
    public void It_rounds_the_exact_binary_value()
    {
        var random = new Random(8);
        for (var trial = 0; trial < 5000; trial++)
        {
            var nearTie = (random.Next(-100_000, 100_000) + 0.5) / 100;
            var value = trial % 2 == 0 ? nearTie : random.Next(-8000, 8000) / 64.0;

            Assert.Equal(Exact(value), PrintedNumber.Round(value, decimals: 2));
        }
    }

    [Fact]
    public void The_average_is_of_rounded_values_and_rounded()
    {
        // 3.02 / 3; the values as they are would give 3.013 / 3, which is 1.00.
        Assert.Equal(1.01, PrintedNumber.Average([1.006, 1.006, 1.001], decimals: 2));
        Assert.Equal(double.NaN, PrintedNumber.Average([], decimals: 2));
    }

    /// <summary>Half to even on all decimal places of the double.</summary>
    private static double Exact(double value)
    {
        const int Places = 60;
        var text = value.ToString($"F{Places}", CultureInfo.InvariantCulture).Replace(".", "");
        var digits = BigInteger.Parse(text, CultureInfo.InvariantCulture);
        var unit = BigInteger.Pow(10, Places - 2);
        var whole = BigInteger.DivRem(BigInteger.Abs(digits), unit, out var rest);
        var up = (rest * 2).CompareTo(unit) is var side && (side > 0 || (side == 0 && !whole.IsEven));
        return Math.CopySign((double)(whole + (up ? 1 : 0)) / 100, value);
    }
}
