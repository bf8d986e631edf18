namespace MultimodalEmbeddings.Vision;

/// <summary>Resizes pictures to the bytes that Pillow's <c>Image.resize</c> gives.</summary>
/// <remarks>
/// Two passes in fixed point, rounded to bytes in between. Only what the wanted part of the picture needs is computed, and rows
/// are added up as they are read: beside the weights, memory is that of the output and a few rows, whatever the input's shape.
/// </remarks>
internal static class PixelResampling
{
    // Pillow 13 takes the vertical pass first where the height shrinks "significantly more" than the width (its pull request
    // 9549): 166 x 329 to 96 x 96 does, 1.98 times more; to 64 x 126 does not, 1.01 times more. The limit lies in between.
    private const double SignificantlyMore = 1.5;

    /// <summary>A part of a resized picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="columns">What is wanted of the resized width.</param>
    /// <param name="rows">What is wanted of the resized height.</param>
    /// <param name="interpolation">The filter.</param>
    /// <exception cref="ImageFormatException">A side is longer than <see cref="ResamplingAxis.LongestInput"/>.</exception>
    public static RgbImage Resize(RgbImage image, AxisWindow columns, AxisWindow rows, Interpolation interpolation)
    {
        if (Math.Max(image.Width, image.Height) > ResamplingAxis.LongestInput)
        {
            throw new ImageFormatException(
                $"The image has {image.Width} x {image.Height} pixels; sides up to {ResamplingAxis.LongestInput} are resized.");
        }

        var across = new ResamplingAxis(image.Width, columns, interpolation);
        var down = new ResamplingAxis(image.Height, rows, interpolation);
        var isDownFirst = down.Scale > 1 && down.Scale > SignificantlyMore * across.Scale;
        var pixels = isDownFirst ? DownFirst(image, across, down) : AcrossFirst(image, across, down);
        return new RgbImage(columns.Count, rows.Count, pixels);
    }

    // A row of the input is added to all rows of the output that it lies under before the next one is read.
    private static byte[] AcrossFirst(RgbImage image, ResamplingAxis across, ResamplingAxis down)
    {
        var (stride, width) = (3 * image.Width, 3 * across.Count);
        var sums = new int[checked(down.Count * width)];
        var (source, line) = (new byte[stride + PixelKernels.Padding], new byte[width + PixelKernels.Padding]);
        for (int y = down.First(0), done = 0; y < down.End(down.Count - 1); y++)
        {
            image.Pixels.Span.Slice(y * stride, stride).CopyTo(source);
            PixelKernels.Across(source, across, line);
            while (down.End(done) <= y)
            {
                done++;
            }

            for (var row = done; row < down.Count && down.First(row) <= y; row++)
            {
                PixelKernels.Add(line.AsSpan(0, width), down.Weights(row)[y - down.First(row)], sums.AsSpan(row * width, width));
            }
        }

        var pixels = new byte[sums.Length];
        PixelKernels.Round(sums, pixels);
        return pixels;
    }

    private static byte[] DownFirst(RgbImage image, ResamplingAxis across, ResamplingAxis down)
    {
        var (stride, width) = (3 * image.Width, 3 * across.Count);
        var pixels = new byte[checked(down.Count * width)];
        var sums = new int[stride];
        var (source, line) = (new byte[stride + PixelKernels.Padding], new byte[width + PixelKernels.Padding]);
        for (var row = 0; row < down.Count; row++)
        {
            Array.Clear(sums);
            for (var y = down.First(row); y < down.End(row); y++)
            {
                PixelKernels.Add(image.Pixels.Span.Slice(y * stride, stride), down.Weights(row)[y - down.First(row)], sums);
            }

            PixelKernels.Round(sums, source);
            PixelKernels.Across(source, across, line);
            line.AsSpan(0, width).CopyTo(pixels.AsSpan(row * width));
        }

        return pixels;
    }
}
