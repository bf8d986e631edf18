using MultimodalEmbeddings.Features;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

[Trait(Category.Name, Category.Unit)]
public class NumberConversionTests
{
    [Theory]
    [InlineData(NumberKind.Float, "3C00", 1f)]
    [InlineData(NumberKind.Float, "C0490FDB", -3.14159274f)]
    [InlineData(NumberKind.Float, "3FF0000010000001", 1.0000001192092896f)]   // above the tie 1 + 2^-24: up
    [InlineData(NumberKind.Float, "4170000010000000", 16777216f)]             // the tie 16777217: to the even one
    [InlineData(NumberKind.Float, "7FEFFFFFFFFFFFFF", float.PositiveInfinity)]
    [InlineData(NumberKind.BrainFloat, "BF80", -1f)]
    [InlineData(NumberKind.Signed, "80", -128f)]
    [InlineData(NumberKind.Signed, "FFFE", -2f)]
    [InlineData(NumberKind.Signed, "80000000", -2147483648f)]
    [InlineData(NumberKind.Signed, "FFFFFFFFFFFFFFFF", -1f)]
    [InlineData(NumberKind.Unsigned, "80", 128f)]
    [InlineData(NumberKind.Unsigned, "FFFFFFFF", 4294967296f)]
    [InlineData(NumberKind.Unsigned, "8000008000000001", 9223373136366403584f)]   // above a tie beyond 63 bits
    [InlineData(NumberKind.Unsigned, "8000008000000000", 9223372036854775808f)]
    public void A_number_of_either_byte_order_becomes_the_nearest_float(object kind, string highestFirst, float expected)
    {
        var bytes = Convert.FromHexString(highestFirst);
        var found = new float[1];

        NumberConversion.Convert(bytes, new NumberType((NumberKind)kind, bytes.Length, IsBigEndian: true), found);
        Assert.Equal(expected, found[0]);

        Array.Reverse(bytes);
        NumberConversion.Convert(bytes, new NumberType((NumberKind)kind, bytes.Length), found);
        Assert.Equal(expected, found[0]);
    }

    [Fact]
    public void The_bits_of_any_float_stay_as_they_are()
    {
        var random = new Random(5);
        var bytes = new byte[4 * 999];
        random.NextBytes(bytes);
        var found = new float[999];

        NumberConversion.Convert(bytes, new NumberType(NumberKind.Float, 4), found);

        Assert.All(Enumerable.Range(0, found.Length), i =>
            Assert.Equal(BitConverter.ToInt32(bytes, 4 * i), BitConverter.SingleToInt32Bits(found[i])));
    }
}
