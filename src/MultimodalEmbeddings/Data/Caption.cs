namespace MultimodalEmbeddings.Data;

/// <summary>One caption of an image.</summary>
/// <param name="Image">
/// The image's file, relative to the folder of images: its name, after its folders and / where the file names them.
/// </param>
/// <param name="Text">The caption, without white space around it; never empty where it was read from a file.</param>
public sealed record Caption(string Image, string Text)
{
    /// <summary>The part of the data set that it belongs to, such as <c>train</c>; null where the layout names none.</summary>
    public string? Split { get; init; }

    /// <summary>The line of its file on which it begins, counted from 1.</summary>
    public int Line { get; init; }
}
