namespace MultimodalEmbeddings.Vision;

/// <summary>Reads image files.</summary>
internal static class ImageFile
{
    /// <summary>The longest file that is read: 256 MiB, what the largest picture takes that is decoded by default.</summary>
    public const int LongestFile = 1 << 28;

    /// <summary>Reads and decodes an image file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    /// <exception cref="ImageFormatException">
    /// It is no whole image of a known format, or too large; the message names it.
    /// </exception>
    public static RgbImage Decode(IImageDecoder decoder, string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                Directory.Exists(path)
                    ? $"{path} is a folder; an image file is expected."
                    : $"The image file {path} does not exist.",
                path);
        }

        try
        {
            return decoder.Decode(ReadAll(path));
        }
        catch (ImageFormatException exception)
        {
            throw new ImageFormatException($"{path}: {exception.Message}", exception);
        }
    }

    private static byte[] ReadAll(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > LongestFile)
        {
            throw new ImageFormatException($"The file has {stream.Length} bytes; image files of up to {LongestFile} are read.");
        }

        var content = new byte[stream.Length];
        Array.Resize(ref content, stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false));
        return content;
    }
}
