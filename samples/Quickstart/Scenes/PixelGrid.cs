using MultimodalEmbeddings.Vision;

namespace Quickstart.Scenes;

/// <summary>
/// What the trainer is told of a picture: the mean colour of each cell of a grid, less the mean colour of the picture. It stands
/// in for the features of a trained image encoder (MCSE takes those of a ResNet-50) and is frozen like them.
/// </summary>
internal static class PixelGrid
{
    private const int Cells = 16;   // along each side

    /// <summary>Floats per picture: [16, 16, 3].</summary>
    public const int Dimension = Cells * Cells * 3;

    public static float[] Describe(RgbImage image)
    {
        var features = new float[Dimension];
        for (var row = 0; row < image.Height; row++)
        {
            AddRow(image, row, features);
        }

        var pixelsPerCell = image.Width * image.Height / (float)(Cells * Cells);
        for (var i = 0; i < Dimension; i++)
        {
            features[i] /= 255 * pixelsPerCell;
        }

        SubtractMeanColour(features);
        return features;
    }

    private static void AddRow(RgbImage image, int row, Span<float> features)
    {
        var pixels = image.Pixels.Span.Slice(row * image.Width * 3, image.Width * 3);
        var cells = features.Slice(row * Cells / image.Height * Cells * 3, Cells * 3);
        for (var i = 0; i < pixels.Length; i++)
        {
            var cell = i / 3 * Cells / image.Width;
            cells[(cell * 3) + (i % 3)] += pixels[i];
        }
    }

    private static void SubtractMeanColour(Span<float> features)
    {
        Span<float> mean = stackalloc float[3];
        for (var i = 0; i < features.Length; i++)
        {
            mean[i % 3] += features[i] / (Cells * Cells);
        }

        for (var i = 0; i < features.Length; i++)
        {
            features[i] -= mean[i % 3];
        }
    }
}
