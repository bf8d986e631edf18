using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings;

/// <summary>How image files become the input of a network.</summary>
/// <param name="FilePath">Where the network's weights come from, for messages.</param>
/// <param name="Decoder">Image file to pixels.</param>
/// <param name="Preprocessing">Pixels to input.</param>
/// <param name="BatchSize">How many images the network takes at once.</param>
internal sealed record ImageEncoderOptions(
    string FilePath, IImageDecoder Decoder, ImagePreprocessing Preprocessing, int BatchSize)
{
    /// <summary>Where features are kept by <see cref="ImageEncoder.EncodeCached"/>; null for a folder beside the images.</summary>
    public string? FeatureFolder { get; init; }

    /// <summary>The input for one image, [3, height, width].</summary>
    /// <exception cref="ImageFormatException">The file is no image that can be prepared; the message names it.</exception>
    public float[] Prepare(string path)
    {
        var image = ImageFile.Decode(Decoder, path);
        try
        {
            return Preprocessing.Apply(image);
        }
        catch (ImageFormatException exception)
        {
            throw new ImageFormatException($"{path}: {exception.Message}", exception);
        }
    }
}
