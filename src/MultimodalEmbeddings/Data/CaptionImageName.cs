namespace MultimodalEmbeddings.Data;

/// <summary>Names of image files as caption files give them: a stranger's text that becomes a path.</summary>
internal static class CaptionImageName
{
    /// <returns>Why the name cannot be taken; null where it can.</returns>
    public static string? Fault(string name)
    {
        if (name.Length == 0)
        {
            return "expected the name of an image, found none";
        }

        var parts = name.Split('/', '\\');
        return IsRooted(name) || parts.Contains("..") || parts[^1] is "" or "." || name.Contains('\0')
            ? $"expected the name of a file in the image folder, found {CaptionText.Quote(name)}"
            : null;
    }

    // By the rules of every system at once: a set that can be read on one can be read on all.
    private static bool IsRooted(string name) => name is ['/' or '\\', ..] or [_, ':', ..];
}
