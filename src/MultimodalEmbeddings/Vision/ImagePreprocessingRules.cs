namespace MultimodalEmbeddings.Vision;

/// <summary>Which settings can prepare pictures for an encoder.</summary>
internal static class ImagePreprocessingRules
{
    /// <summary>The longest side of what an encoder sees: 48 MiB of float32.</summary>
    public const int LargestSide = 2048;

    /// <summary>Everything that is wrong with settings, as sentences.</summary>
    public static IEnumerable<string> Faults(ImagePreprocessing preprocessing)
    {
        var (resized, crop) = (preprocessing.Resize.Smallest, preprocessing.Crop);
        if (!Fits(resized.Width) || !Fits(resized.Height) || !Fits(crop.Width) || !Fits(crop.Height))
        {
            yield return $"Pictures are resized to {resized.Width} x {resized.Height} pixels and cropped to "
                + $"{crop.Width} x {crop.Height}; sides from 1 to {LargestSide} are expected.";
        }
        else if (crop.Width > resized.Width || crop.Height > resized.Height)
        {
            yield return $"A crop of {crop.Width} x {crop.Height} pixels is larger than a picture resized to "
                + $"{resized.Width} x {resized.Height}.";
        }

        if (!Enumerable.Range(0, 3).All(channel => preprocessing.StandardDeviation[channel] > 0))
        {
            yield return $"The standard deviation is {preprocessing.StandardDeviation}; numbers above 0 are expected.";
        }
        else if (!Enumerable.Range(0, 3).SelectMany(preprocessing.Levels).All(float.IsFinite))
        {
            yield return $"Normalised pixels do not fit float32: scale {preprocessing.Scale}, mean {preprocessing.Mean}, "
                + $"standard deviation {preprocessing.StandardDeviation}.";
        }
    }

    private static bool Fits(long side) => side is >= 1 and <= LargestSide;
}
