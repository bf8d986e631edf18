using System.Globalization;
using System.Text;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// How the lines of a transfer task's file are read: as SentEval reads them, whose encodings and line ends move published
/// numbers.
/// </summary>
internal sealed class TransferLines
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] QuestionTypes = ["ABBR", "DESC", "ENTY", "HUM", "LOC", "NUM"];

    /// <summary>SST, two classes: sentence, tab, label.</summary>
    public static TransferLines Sentiment { get; } = new(
        classes: 2,
        "a sentence, a tab and a label, 0 or 1",
        line => line.Split('\t') is [var text, var label] && IsLabel(label, classes: 2, out var value)
            ? Sample(text, value) : null);

    /// <summary>SST, five classes: label, space, sentence.</summary>
    public static TransferLines FineSentiment { get; } = new(
        classes: 5,
        "a label from 0 to 4, a space and a sentence",
        line => line.Split(' ', 2) is [var label, var text] && IsLabel(label, classes: 5, out var value)
            ? Sample(text, value) : null);

    /// <summary>TREC: coarse type, colon, fine type, space, question.</summary>
    public static TransferLines Question { get; } = new(
        QuestionTypes.Length,
        $"a type ({string.Join(", ", QuestionTypes)}), a colon, a finer type, a space and a question",
        line => line.Split(':', 2) is [var type, var rest] && rest.Split(' ', 2) is [_, var text]
            && Array.IndexOf(QuestionTypes, type) is >= 0 and var value ? Sample(text, value) : null)
    {
        Encoding = Encoding.Latin1,
    };

    /// <summary>MRPC: a header; then label, id, id, sentence, sentence in tab columns.</summary>
    public static TransferLines Paraphrase { get; } = new(
        classes: 2,
        "5 tab columns: a label, 0 or 1, two ids and two sentences",
        line => line.Split('\t') is [var label, _, _, var first, var second] && IsLabel(label, classes: 2, out var value)
            ? new TransferSample(PythonText.JoinWords(first), PythonText.JoinWords(second), value) : null)
    {
        HasHeader = true,
    };

    private readonly string _expected;
    private readonly Func<string, TransferSample?> _parse;

    private TransferLines(int classes, string expected, Func<string, TransferSample?> parse) =>
        (Classes, _expected, _parse) = (classes, expected, parse);

    /// <summary>Labels are 0 to this number - 1.</summary>
    public int Classes { get; }

    private Encoding Encoding { get; init; } = StrictUtf8;

    private bool HasHeader { get; init; }

    /// <summary>MR, CR, SUBJ, MPQA: a sentence a line, all of one class.</summary>
    /// <remarks>
    /// SentEval reads them as Latin-1 and cuts them with <c>splitlines</c>, UTF-8 too: U+0085 and U+00A0, which then stand for
    /// parts of letters, end lines and words.
    /// </remarks>
    /// <exception cref="TransferFormatException">The file is empty.</exception>
    public static IReadOnlyList<TransferSample> ReadSentences(string path, int label)
    {
        TransferSample[] samples = [.. PythonText.SplitLines(Decode(path, Encoding.Latin1)).Select(line => Sample(line, label))];
        return samples.Length > 0 ? samples : throw Empty(path, 1);
    }

    /// <exception cref="TransferFormatException">
    /// A line is not of the form, the header is a sample, nothing follows, or the file is not text in its encoding.
    /// </exception>
    public IReadOnlyList<TransferSample> Read(string path)
    {
        var lines = PythonText.Lines(Decode(path, Encoding));
        var header = HasHeader ? 1 : 0;
        if (lines.Take(header).FirstOrDefault(line => _parse(line) is not null) is { } sample)
        {
            throw new TransferFormatException(path, 1, "a header line", $"a sample, {StsFormatException.Quote(sample)}");
        }

        TransferSample[] samples = [.. lines.Skip(header).Select((line, i) => Parse(path, header + i + 1, line))];
        return samples.Length > 0 ? samples : throw Empty(path, lines.Count + 1);
    }

    private static TransferSample Sample(string text, int label) => new(PythonText.JoinWords(text), label);

    private static bool IsLabel(string text, int classes, out int label) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out label) && label < classes;

    private static TransferFormatException Empty(string path, int line) =>
        new(path, line, "at least one sample", "the end of the file");

    private static string Decode(string path, Encoding encoding)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var start = encoding == StrictUtf8 && bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return encoding.GetString(bytes[start..]);
        }
        catch (DecoderFallbackException exception)
        {
            var line = bytes[..Math.Max(0, exception.Index)].Count((byte)'\n') + 1;
            throw new TransferFormatException(path, line, "UTF-8 text", $"bytes that are not at offset {exception.Index}");
        }
    }

    private TransferSample Parse(string path, int number, string line) =>
        _parse(PythonWhiteSpace.Strip(line))
        ?? throw new TransferFormatException(path, number, _expected, StsFormatException.Quote(line));
}
