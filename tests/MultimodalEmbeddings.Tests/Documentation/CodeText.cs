namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>Lines of code, wherever they stand and however far they are indented there.</summary>
internal static class CodeText
{
    /// <summary>Takes the indentation away that all lines share, and empty lines at both ends.</summary>
    public static string Normalize(IEnumerable<string> lines)
    {
        var trimmed = lines.Select(line => line.TrimEnd())
            .SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse().ToArray();
        var indentation = trimmed.Where(line => line.Length > 0).Select(Indentation).DefaultIfEmpty(0).Min();
        return string.Join('\n', trimmed.Select(line => line.Length == 0 ? line : line[indentation..]));
    }

    private static int Indentation(string line) => line.Length - line.TrimStart(' ').Length;
}
