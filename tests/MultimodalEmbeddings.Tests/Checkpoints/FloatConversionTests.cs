using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public class FloatConversionTests
{
    private static readonly ushort[] AllPatterns = [.. Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits)];

    [Fact]
    public void Float32_keeps_every_bit() =>
        Assert.Equal(
            [0x7fc00001, 0x00000001],
            Bits(Convert(MemoryMarshal.AsBytes<int>([0x7fc00001, 0x00000001]), ElementType.Float32, 2)));

    // By the definition: (-1)^sign * 2^(exponent - 15) * 1.fraction, without the 1 for exponent 0.
    [Fact]
    public void Float16_is_its_value_for_each_of_its_patterns()
    {
        var values = Convert(MemoryMarshal.AsBytes<ushort>(AllPatterns), ElementType.Float16, AllPatterns.Length);

        foreach (var bits in AllPatterns)
        {
            var (exponent, fraction) = ((bits >> 10) & 31, (bits & 1023) / 1024.0);
            var magnitude = exponent switch
            {
                31 => fraction == 0 ? double.PositiveInfinity : double.NaN,
                0 => fraction * Math.Pow(2, -14),
                _ => (1 + fraction) * Math.Pow(2, exponent - 15),
            };
            Assert.Equal(bits < 0x8000 ? magnitude : -magnitude, values[bits]);
        }
    }

    [Fact]
    public void BFloat16_is_the_upper_half_of_a_float_for_each_of_its_patterns()
    {
        var values = Convert(MemoryMarshal.AsBytes<ushort>(AllPatterns), ElementType.BFloat16, AllPatterns.Length);

        Assert.Equal(AllPatterns.Select(bits => bits << 16), Bits(values));
        Assert.Equal(1.5f, values[0x3fc0]);
    }

    [Fact]
    public void Float64_rounds_to_the_nearest_float() =>
        Assert.Equal(
            [0.1f, 16777216f, float.PositiveInfinity],
            Convert(MemoryMarshal.AsBytes<double>([0.1, 16777217, 1e300]), ElementType.Float64, 3));

    [Fact]
    public void Every_element_type_has_a_size_and_a_name_of_its_own()
    {
        var types = Enum.GetValues<ElementType>();

        Assert.Equal(types.Length, types.Select(type => type.SafetensorsName()).Distinct().Count());
        Assert.All(types, type => Assert.True(type.SizeInBytes() is 1 or 2 or 4 or 8));
        Assert.All(
            types,
            type => Assert.True(ElementTypeExtensions.TryParse(type.SafetensorsName(), out var parsed) && parsed == type));
    }

    private static float[] Convert(ReadOnlySpan<byte> source, ElementType type, int count)
    {
        var destination = new float[count];
        FloatConversion.Convert(source, type, destination);
        return destination;
    }

    private static int[] Bits(float[] values) => MemoryMarshal.Cast<float, int>(values).ToArray();
}
