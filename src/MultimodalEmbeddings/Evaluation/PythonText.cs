using System.Globalization;
using System.Text;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Text as Python's <c>str</c> takes it apart, which is how the STS files were read for every published number.
/// </summary>
internal static class PythonText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The words of a text joined by single spaces: <c>" ".join(text.split())</c>.</summary>
    public static string JoinWords(ReadOnlySpan<char> text)
    {
        var joined = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (PythonWhiteSpace.Contains(c))
            {
                gap = joined.Length > 0;
                continue;
            }

            joined.Append(gap ? " " : "").Append(c);
            gap = false;
        }

        return joined.ToString();
    }

    /// <summary>The number of words: <c>len(text.split())</c>.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inside = false;
        foreach (var c in text)
        {
            var starts = !PythonWhiteSpace.Contains(c) && !inside;
            words += starts ? 1 : 0;
            inside = !PythonWhiteSpace.Contains(c);
        }

        return words;
    }

    /// <summary>
    /// A finite number with white space around it: <c>float(text)</c>, but for digit groups, other scripts' digits, inf and
    /// nan.
    /// </summary>
    public static bool TryParseNumber(string text, out double number) =>
        double.TryParse(JoinWords(text), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The lines as a Python file gives them: they end at \n, \r or \r\n only.</summary>
    public static List<string> ReadLines(string path) => Lines(ReadText(path));

    /// <summary>
    /// The lines as <c>str.splitlines()</c> gives them: they also end at \v, \f, U+001C to U+001E, U+0085, U+2028 and U+2029.
    /// </summary>
    public static List<string> ReadSplitLines(string path) => SplitLines(ReadText(path));

    /// <inheritdoc cref="ReadLines"/>
    public static List<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <inheritdoc cref="ReadSplitLines"/>
    public static List<string> SplitLines(string text)
    {
        var unix = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var lines = unix.Split(['\n', '\r', '\v', '\f', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029']).ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);   // a text that ends with a line's end has no further line
        }

        return lines;
    }

    private static string ReadText(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var start = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return StrictUtf8.GetString(bytes[start..]);
        }
        catch (DecoderFallbackException exception)
        {
            var line = bytes[..Math.Max(0, exception.Index)].Count((byte)'\n') + 1;
            throw new StsFormatException(path, line, "UTF-8 text", $"bytes that are not at offset {exception.Index}");
        }
    }
}
