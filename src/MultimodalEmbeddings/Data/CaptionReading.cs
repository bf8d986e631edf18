namespace MultimodalEmbeddings.Data;

/// <summary>What becomes of the parts of a caption file that are not as they should be.</summary>
public enum CaptionReading
{
    /// <summary>The first problem is an error that names file and line. The default.</summary>
    Strict,

    /// <summary>
    /// A line, image or caption with a problem is left out and reported in <see cref="CaptionSet.Problems"/>. A file as a whole
    /// can still be an error: one of another layout, for instance.
    /// </summary>
    Lenient,
}
