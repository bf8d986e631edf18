using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Data;

/// <summary>A caption file in JSON.</summary>
internal sealed class CaptionJson : IDisposable
{
    // Nearly twice Karpathy's COCO, the largest of them. Parsing takes up to six times as much: 12 bytes per token of two.
    private const int Largest = 1 << 28;

    private readonly CaptionInput _input;
    private readonly JsonDocument _document;
    private int _line = 1;
    private int _offset;

    private CaptionJson(CaptionInput input, JsonDocument document) => (_input, _document) = (input, document);

    public CaptionProblemLog Problems => _input.Problems;

    /// <summary>The file's object.</summary>
    public CaptionJsonValue Root => new(this, "", _document.RootElement);

    /// <summary>Reads a file in one of the layouts of JSON.</summary>
    public static IReadOnlyList<Caption> Read(CaptionInput input, Func<CaptionJson, IEnumerable<Caption>> layout)
    {
        using var json = Open(input);
        return [.. layout(json)];
    }

    /// <exception cref="CaptionFormatException">The file is no JSON in UTF-8, is nested too deeply, or is too large.</exception>
    private static CaptionJson Open(CaptionInput input)
    {
        if (input.Text.Length > Largest)
        {
            throw input.Problems.Fatal(null, $"expected at most {Largest} bytes of JSON, found {input.Text.Length}");
        }

        if (!Utf8.IsValid(input.Text.Span))
        {
            var (line, _) = CaptionLine.Split(input.Text).First(line => !Utf8.IsValid(line.Bytes.Span));
            throw input.Problems.Fatal(line, "expected UTF-8, found bytes that are not");
        }

        try
        {
            return new CaptionJson(input, JsonDocument.Parse(input.Text));
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0) + 1;
            throw input.Problems.Fatal(line, $"expected JSON, found: {exception.Message}", exception);
        }
    }

    /// <summary>The line on which a value begins. Values in the order of the file cost one pass over it.</summary>
    public int LineOf(JsonElement element)
    {
        var text = _input.Text.Span;
        text.Overlaps(JsonMarshal.GetRawUtf8Value(element), out var offset);
        if (offset < _offset)
        {
            (_line, _offset) = (1, 0);
        }

        _line += text[_offset..offset].Count((byte)'\n');
        _offset = offset;
        return _line;
    }

    public void Dispose() => _document.Dispose();
}
