namespace MultimodalEmbeddings.Vision;

/// <summary>Turns the bytes of an image file into pixels: the seam behind which an imaging library stands.</summary>
/// <remarks>
/// What an image encoder sees depends on every pixel, so an implementation gives the pixels that are in the file: alpha is
/// dropped and not blended; EXIF orientation, gamma and colour profiles are not applied (as Pillow's <c>convert("RGB")</c>, which
/// the reference's features were made with). Of an animation it gives the first frame. Implementations may be called from many
/// threads at once.
/// </remarks>
public interface IImageDecoder
{
    /// <summary>Decodes one image file.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <returns>Its pixels, complete: a file that ends early is an error and no picture.</returns>
    /// <exception cref="ImageFormatException">
    /// The bytes are no image of a known format, are damaged or cut off, or declare a larger picture than the decoder accepts.
    /// </exception>
    RgbImage Decode(ReadOnlySpan<byte> encoded);
}
