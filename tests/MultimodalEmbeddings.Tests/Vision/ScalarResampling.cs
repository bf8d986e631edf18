using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>
/// Resampling as Pillow documents it, one sample after another and without any shortcut: what the library's vectors must equal.
/// </summary>
internal static class ScalarResampling
{
    /// <summary>The width first, unless the height shrinks significantly more.</summary>
    public static RgbImage Resize(RgbImage image, int width, int height, Interpolation interpolation)
    {
        var (scaleX, scaleY) = ((double)image.Width / width, (double)image.Height / height);
        return scaleY > 1 && scaleY > 1.5 * scaleX
            ? Across(Down(image, height, interpolation), width, interpolation)
            : Down(Across(image, width, interpolation), height, interpolation);
    }

    private static RgbImage Across(RgbImage image, int width, Interpolation interpolation)
    {
        var pixels = image.Pixels.ToArray();
        var wide = new byte[3 * width * image.Height];
        for (var line = 0; line < 3 * image.Height; line++)   // line: a row and a channel
        {
            var (row, channel) = (line / 3, line % 3);
            Axis((image.Width, width), interpolation, x => pixels[(((row * image.Width) + x) * 3) + channel])
                .ToList().ForEach(sample => wide[(((row * width) + sample.Index) * 3) + channel] = sample.Value);
        }

        return new RgbImage(width, image.Height, wide);
    }

    private static RgbImage Down(RgbImage image, int height, Interpolation interpolation)
    {
        var (pixels, stride) = (image.Pixels.ToArray(), 3 * image.Width);
        var high = new byte[stride * height];
        for (var column = 0; column < stride; column++)
        {
            Axis((image.Height, height), interpolation, y => pixels[(y * stride) + column])
                .ToList().ForEach(sample => high[(sample.Index * stride) + column] = sample.Value);
        }

        return new RgbImage(image.Width, height, high);
    }

    private static IEnumerable<(int Index, byte Value)> Axis(
        (int Input, int Output) sides, Interpolation interpolation, Func<int, byte> at)
    {
        var scale = (double)sides.Input / sides.Output;
        var stretch = Math.Max(1, scale);
        var radius = (interpolation == Interpolation.Bilinear ? 1 : 2) * stretch;
        for (var i = 0; i < sides.Output; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - radius + 0.5));
            var end = Math.Min(sides.Input, (int)(centre + radius + 0.5));
            var weights = Enumerable.Range(first, end - first)
                .Select(j => Curve(interpolation, (j - centre + 0.5) * (1 / stretch))).ToArray();
            var sum = weights.Sum();
            long total = 1 << 21;
            for (var tap = 0; tap < weights.Length; tap++)
            {
                total += (long)Math.Round(weights[tap] / sum * (1 << 22), MidpointRounding.AwayFromZero) * at(first + tap);
            }

            yield return (i, (byte)Math.Clamp(total >> 22, 0, 255));
        }
    }

    private static double Curve(Interpolation interpolation, double distance)
    {
        var x = Math.Abs(distance);
        return interpolation == Interpolation.Bilinear ? Math.Max(0, 1 - x)
            : x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1
            : x < 2 ? ((((x - 5) * x) + 8) * x - 4) * -0.5
            : 0;
    }
}
