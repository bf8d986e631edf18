using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class PixelResamplingTests
{
    public static TheoryData<int[], int, int[], bool> ByHand => new()
    {
        // Two samples to one: half of each, 127.5 rounded up.
        { [0, 255], 1, [128], false },

        // Two samples to four: the middle ones lie a quarter from the nearer sample, the outer ones beyond.
        { [0, 100], 4, [0, 25, 75, 100], false },

        // Three to two, triangle of radius 1.5: weights 5/8 and 3/8, and none of the third sample.
        { [90, 0, 0], 2, [56, 0], false },

        // Four to two, cubic of radius 4: weights 111, 111, 29, -9 of 242.
        { [242, 0, 0, 0], 2, [111, 0], true },
        { [0, 0, 242, 0], 2, [29, 111], true },
        { [242, 242, 242, 0], 2, [251, 131], true },
        { [255, 255, 255, 0], 2, [255, 138], true },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void An_axis_is_resized_as_calculated_by_hand(int[] samples, int length, int[] expected, bool isCubic)
    {
        var interpolation = isCubic ? Interpolation.Bicubic : Interpolation.Bilinear;
        byte[] pixels = [.. samples.SelectMany(sample => new[] { (byte)sample, (byte)sample, (byte)sample })];

        var row = Whole(new RgbImage(samples.Length, 1, pixels), length, 1, interpolation);
        var column = Whole(new RgbImage(1, samples.Length, pixels), 1, length, interpolation);

        Assert.Equal(expected, row.Pixels.ToArray().Chunk(3).Select(pixel => (int)pixel[1]));
        Assert.Equal(row.Pixels.ToArray(), column.Pixels.ToArray());
    }

    [Fact]
    public void Any_window_equals_that_part_of_the_scalar_result()
    {
        var random = new Random(3);
        for (var i = 0; i < 150; i++)
        {
            var (image, interpolation) = (Noise(random, 1 + random.Next(60), 1 + random.Next(60)), (Interpolation)(i % 2));
            var (width, height) = (1 + random.Next(70), 1 + random.Next(70));
            var (left, top) = (random.Next(width), random.Next(height));
            var columns = new AxisWindow(width, left, 1 + random.Next(width - left));
            var rows = new AxisWindow(height, top, 1 + random.Next(height - top));

            var found = PixelResampling.Resize(image, columns, rows, interpolation);

            var whole = ScalarResampling.Resize(image, width, height, interpolation);
            Assert.Equal((columns.Count, rows.Count), (found.Width, found.Height));
            Assert.Equal(Part(whole, columns, rows), found.Pixels.ToArray());
        }
    }

    [Fact]
    public void To_its_own_size_a_picture_stays_as_it_is()
    {
        var random = new Random(4);
        for (var i = 0; i < 40; i++)
        {
            var image = Noise(random, 1 + random.Next(80), 1 + random.Next(80));

            var same = Whole(image, image.Width, image.Height, (Interpolation)(i % 2));

            Assert.Equal(image.Pixels.ToArray(), same.Pixels.ToArray());
        }
    }

    [Fact]
    public void A_picture_of_one_colour_stays_of_that_colour()
    {
        var random = new Random(5);
        for (var i = 0; i < 100; i++)
        {
            byte[] colour = [(byte)random.Next(256), (byte)random.Next(256), (byte)(255 * (i % 2))];
            var (width, height) = (1 + random.Next(500), 1 + random.Next(20));
            byte[] pixels = [.. Enumerable.Repeat(colour, width * height).SelectMany(pixel => pixel)];

            var (resizedWidth, resizedHeight) = (1 + random.Next(40), 1 + random.Next(40));
            var resized = Whole(new RgbImage(width, height, pixels), resizedWidth, resizedHeight, (Interpolation)(i / 2 % 2));

            Assert.All(resized.Pixels.ToArray().Chunk(3), pixel => Assert.Equal(colour, pixel));
        }
    }

    [Theory]
    [InlineData(20, 29, true)]   // 1.45 times more: the width first
    [InlineData(20, 31, false)]  // 1.55 times more: the height first
    [InlineData(8, 100, false)]
    [InlineData(100, 8, true)]
    public void Both_axes_at_once_are_one_after_the_other(int width, int height, bool isWidthFirst)
    {
        var (random, differing) = (new Random(6), 0);
        for (var i = 0; i < 40; i++)
        {
            var (image, interpolation) = (Noise(random, width, height), (Interpolation)(i % 2));
            var across = Whole(Whole(image, 7, height, interpolation), 7, 7, interpolation).Pixels.ToArray();
            var down = Whole(Whole(image, width, 7, interpolation), 7, 7, interpolation).Pixels.ToArray();

            var both = Whole(image, 7, 7, interpolation).Pixels.ToArray();

            Assert.Equal(isWidthFirst ? across : down, both);
            differing += across.SequenceEqual(down) ? 0 : 1;
        }

        Assert.NotEqual(0, differing);
    }

    [Fact]
    public void Bilinear_samples_lie_between_the_darkest_and_the_lightest()
    {
        var random = new Random(7);
        for (var i = 0; i < 40; i++)
        {
            var image = Noise(random, 1 + random.Next(30), 1 + random.Next(30), darkest: 40, lightest: 200);

            var resized = Whole(image, 1 + random.Next(60), 1 + random.Next(60), Interpolation.Bilinear);

            Assert.All(resized.Pixels.ToArray(), sample => Assert.InRange(sample, 40, 200));
        }
    }

    [Theory]
    [InlineData(50_000, 1)]
    [InlineData(1, 50_000)]
    public void A_strip_costs_no_more_memory_than_what_is_made_of_it(int width, int height)
    {
        var image = new RgbImage(width, height, new byte[3 * width * height]);
        var enlarged = new AxisWindow(224L * 50_000, 99L * 50_000, 224);   // of a picture that fits no memory
        var (columns, rows) = width > height ? (enlarged, AxisWindow.Whole(224)) : (AxisWindow.Whole(224), enlarged);
        var before = GC.GetAllocatedBytesForCurrentThread();

        PixelResampling.Resize(image, columns, rows, Interpolation.Bicubic);
        Whole(image, 224, 224, Interpolation.Bicubic);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 6 << 20);
    }

    [Theory]
    [InlineData((1 << 20) + 1, 1)]
    [InlineData(1, (1 << 20) + 1)]
    public void A_side_of_more_than_a_million_pixels_is_refused(int width, int height)
    {
        var image = new RgbImage(width, height, new byte[3 * width * height]);

        var exception = Assert.Throws<ImageFormatException>(() => Whole(image, 2, 2, Interpolation.Bilinear));

        Assert.Contains($"{width} x {height} pixels; sides up to {1 << 20}", exception.Message, StringComparison.Ordinal);
    }

    private static RgbImage Whole(RgbImage image, int width, int height, Interpolation interpolation) =>
        PixelResampling.Resize(image, AxisWindow.Whole(width), AxisWindow.Whole(height), interpolation);

    private static RgbImage Noise(Random random, int width, int height, int darkest = 0, int lightest = 255)
    {
        byte[] pixels = [.. Enumerable.Range(0, 3 * width * height).Select(_ => (byte)random.Next(darkest, lightest + 1))];
        return new RgbImage(width, height, pixels);
    }

    private static byte[] Part(RgbImage whole, AxisWindow columns, AxisWindow rows)
    {
        var lines = whole.Pixels.ToArray().Chunk(3 * whole.Width).Skip((int)rows.Offset).Take(rows.Count);
        return [.. lines.SelectMany(line => line.Skip(3 * (int)columns.Offset).Take(3 * columns.Count))];
    }
}
