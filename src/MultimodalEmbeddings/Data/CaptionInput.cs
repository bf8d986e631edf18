using System.Text;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Data;

/// <summary>An opened caption file: its text and its problems.</summary>
internal sealed class CaptionInput
{
    private CaptionInput(ReadOnlyMemory<byte> text, CaptionProblemLog problems) => (Text, Problems) = (text, problems);

    /// <summary>Its bytes without a byte-order mark, not yet checked to be UTF-8.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    public CaptionProblemLog Problems { get; }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CaptionFormatException">The file is too large, compressed wrongly, or UTF-16.</exception>
    public static CaptionInput Open(string path, CaptionReading reading)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        var problems = new CaptionProblemLog(path, reading);
        ReadOnlyMemory<byte> bytes = CaptionBytes.Read(path, problems);
        if (bytes.Span.StartsWith(Encoding.Unicode.Preamble) || bytes.Span.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            throw problems.Fatal(1, "expected UTF-8, found the byte-order mark of UTF-16; save the file as UTF-8");
        }

        var start = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return new CaptionInput(bytes[start..], problems);
    }

    /// <summary>The lines, as they are; one that is not UTF-8 is a problem.</summary>
    public IEnumerable<CaptionLine> Lines()
    {
        foreach (var (number, bytes) in CaptionLine.Split(Text))
        {
            if (Utf8.IsValid(bytes.Span))
            {
                yield return new CaptionLine(number, Encoding.UTF8.GetString(bytes.Span));
            }
            else
            {
                Problems.Skip<string>(number, "expected UTF-8, found bytes that are not");
            }
        }
    }

    /// <summary>The lines that are not blank.</summary>
    public IEnumerable<CaptionLine> FilledLines() => Lines().Where(line => CaptionText.Strip(line.Text).Length > 0);
}
