using System.Text.RegularExpressions;

namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>A fenced block of a markdown file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line of its opening fence, from 1.</param>
/// <param name="Language">The first word behind the opening fence, in lower case; may be empty.</param>
/// <param name="Code">What it holds, without the indentation that all lines share.</param>
internal sealed partial record Fence(string File, int Line, string Language, string Code)
{
    public bool IsCSharp => Language is "csharp" or "cs" or "c#";

    /// <remarks>
    /// CommonMark 0.31, section 4.5: a fence is closed by at least as many of the same characters, or by the end of the file.
    /// </remarks>
    public static IReadOnlyList<Fence> Read(string file, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var fences = new List<Fence>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Opening().Match(lines[i]) is { Success: true } opening)
            {
                var code = lines.Skip(i + 1).TakeWhile(line => !Closes(line, opening.Groups["marks"].Value)).ToArray();
                var language = opening.Groups["language"].Value.ToLowerInvariant();
                fences.Add(new Fence(file, i + 1, language, CodeText.Normalize(code)));
                i += code.Length + 1;
            }
        }

        return fences;
    }

    private static bool Closes(string line, string marks) =>
        line.Trim().StartsWith(marks, StringComparison.Ordinal) && line.Trim().All(c => c == marks[0]);

    [GeneratedRegex(@"^[\s>*+-]*(?<marks>`{3,}|~{3,})\s*(?<language>[^\s`{,]*)[^`]*$")]
    private static partial Regex Opening();
}
