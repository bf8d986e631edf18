using System.Text;

namespace MultimodalEmbeddings.Data;

/// <summary>A row of comma-separated values that grows line by line until its quotes are closed.</summary>
/// <remarks>
/// RFC 4180, section 2. A quote within a field that does not begin with one is a character like any other; a line's end within
/// quotes is one LF, whatever the file's own.
/// </remarks>
internal sealed class CaptionCsvRow(int line)
{
    private enum Place
    {
        Start,
        Plain,
        Quoted,
        AfterQuote, // the field's last, or the first of two that stand for one
    }

    private readonly List<string> _columns = [];
    private readonly StringBuilder _field = new();
    private Place _place;
    private string? _fault;

    /// <summary>Reads the rows; a row that is not well-formed has a fault.</summary>
    public static IEnumerable<CaptionRow> Read(IEnumerable<CaptionLine> lines)
    {
        CaptionCsvRow? open = null;
        foreach (var line in lines)
        {
            if (open is null && CaptionText.Strip(line.Text).Length == 0)
            {
                continue;
            }

            open ??= new CaptionCsvRow(line.Number);
            if (open.Add(line.Text))
            {
                yield return open.ToRow();
                open = null;
            }
        }

        if (open is not null)
        {
            yield return open.ToRow() with { Fault = "expected a closing quote, found the end of the file" };
        }
    }

    /// <returns>Whether the row ends here.</returns>
    private bool Add(string text)
    {
        foreach (var c in text)
        {
            Add(c);
        }

        if (_place == Place.Quoted)
        {
            _field.Append('\n');
            return false;
        }

        return true;
    }

    private void Add(char c)
    {
        var isEnd = c == ',' && _place != Place.Quoted;
        if (isEnd)
        {
            EndField();
        }

        _place = (_place, c) switch
        {
            _ when isEnd => Place.Start,
            (Place.Start, '"') => Place.Quoted,
            (Place.Quoted, '"') => Place.AfterQuote,
            (Place.AfterQuote, '"') => Keep(c, Place.Quoted),
            (Place.AfterQuote, _) => Fail(c),
            (Place.Quoted, _) => Keep(c, Place.Quoted),
            _ => Keep(c, Place.Plain),
        };
    }

    private Place Keep(char c, Place place)
    {
        _field.Append(c);
        return place;
    }

    private Place Fail(char c)
    {
        _fault ??= $"expected a comma or the end of the line after a closing quote, found {CaptionText.Quote(c.ToString())}";
        return Keep(c, Place.Plain);
    }

    private void EndField()
    {
        _columns.Add(CaptionText.Strip(_field.ToString()));
        _field.Clear();
    }

    private CaptionRow ToRow()
    {
        EndField();
        return new CaptionRow(line, [.. _columns]) { Fault = _fault };
    }
}
