namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>Code of the documentation where the compiler sees it: what lies between two marks of a source file.</summary>
/// <remarks>
/// <summary>Code of the documentation where the compiler sees it: between two marks of a source file.</summary>
/// an empty line.
/// </remarks>
internal sealed record Snippet(string File, int Line, string Name, string Code)
{
    private const string Begin = "// snippet:";
    private const string End = "// end-snippet";

    /// <exception cref="FormatException">A mark is missing or stands inside another snippet.</exception>
    public static IReadOnlyList<Snippet> Read(string file, string text) =>
    [
        .. Pieces(file, text.ReplaceLineEndings("\n").Split('\n')).GroupBy(piece => piece.Name)
            .Select(pieces => pieces.First() with { Code = string.Join("\n\n", pieces.Select(piece => piece.Code)) }),
    ];

    private static IEnumerable<Snippet> Pieces(string file, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var mark = lines[i].Trim();
            if (mark == End)
            {
                throw new FormatException($"{file}:{i + 1}: '{End}' without '{Begin} name' before it.");
            }

            if (mark.StartsWith(Begin, StringComparison.Ordinal))
            {
                var length = LengthFrom(file, lines, i);
                var code = CodeText.Normalize(lines.Skip(i + 1).Take(length));
                yield return new Snippet(file, i + 1, mark[Begin.Length..].Trim(), code);
                i += length + 1;
            }
        }
    }

    private static bool IsMark(string line) => line == End || line.StartsWith(Begin, StringComparison.Ordinal);

    private static int LengthFrom(string file, string[] lines, int begin)
    {
        var length = lines.Skip(begin + 1).TakeWhile(line => !IsMark(line.Trim())).Count();
        return lines.ElementAtOrDefault(begin + 1 + length)?.Trim() == End
            ? length
            : throw new FormatException($"{file}:{begin + 1}: '{lines[begin].Trim()}' without '{End}' behind it.");
    }
}
