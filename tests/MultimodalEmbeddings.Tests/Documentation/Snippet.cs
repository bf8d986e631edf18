namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>Code of the documentation where the compiler sees it: what lies between two marks in a source file.</summary>
/// <remarks>
/// A snippet may come in pieces of the same name, its using lines at the top of the file and the rest in a method; they are joined by
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
                yield return new Snippet(file, i + 1, mark[Begin.Length..].Trim(), CodeText.Normalize(lines[(i + 1)..(i + 1 + length)]));
                i += length + 1;
            }
        }
    }

    private static int LengthFrom(string file, string[] lines, int begin)
    {
        var length = lines.Skip(begin + 1).TakeWhile(line => !line.Trim().StartsWith(Begin, StringComparison.Ordinal) && line.Trim() != End).Count();
        return begin + 1 + length < lines.Length && lines[begin + 1 + length].Trim() == End
            ? length
            : throw new FormatException($"{file}:{begin + 1}: '{lines[begin].Trim()}' without '{End}' behind it.");
    }
}
