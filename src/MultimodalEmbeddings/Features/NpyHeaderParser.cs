using System.Globalization;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Features;

/// <summary>
/// Reads the header of an NPY array: a Python dictionary with three keys. Only what numpy writes into it is understood, nothing
/// is evaluated, and nothing nests.
/// </summary>
/// <remarks>numpy.lib.format; Python 2 wrote shapes as <c>(6L, 33L)</c>.</remarks>
internal ref struct NpyHeaderParser
{
    private const int MaximumAxes = 64; // numpy's own limit

    private readonly string _filePath;
    private ReadOnlySpan<char> _rest;
    private NumberType? _type;
    private bool? _isColumnMajor;
    private List<long>? _dimensions;

    private NpyHeaderParser(string filePath, ReadOnlySpan<char> text)
    {
        _filePath = filePath;
        _rest = text;
    }

    /// <exception cref="CheckpointException">The header is not as numpy writes it, or its type is no number.</exception>
    public static NpyHeader Parse(string filePath, ReadOnlySpan<char> text) => new NpyHeaderParser(filePath, text).Parse();

    public static CheckpointException Broken(string filePath, string fault) => new(
        filePath, $"is a broken NPY array: {fault}. Write it anew with numpy.save.");

    private NpyHeader Parse()
    {
        Expect('{');
        while (!TryTake('}'))
        {
            ParseField(Text());
            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        return _rest.Trim().IsEmpty && _type is { } type && _isColumnMajor is { } isColumnMajor && _dimensions is not null
            ? new NpyHeader(type, isColumnMajor, _dimensions)
            : throw Broken(_filePath, "its header must hold descr, fortran_order and shape, and nothing else");
    }

    private void ParseField(string key)
    {
        Expect(':');
        switch (key)
        {
            case "descr" when _type is null:
                _type = NpyType.Parse(_filePath, Text());
                break;
            case "fortran_order" when _isColumnMajor is null:
                _isColumnMajor = Flag();
                break;
            case "shape" when _dimensions is null:
                _dimensions = Shape();
                break;
            default:
                throw Broken(_filePath, $"its header holds {DatasetName.Shown(key)} twice, or should not hold it");
        }
    }

    private string Text()
    {
        _rest = _rest.TrimStart();
        var quote = _rest.IsEmpty ? ' ' : _rest[0];
        var length = quote is '\'' or '"' ? _rest[1..].IndexOf(quote) : -1;
        if (length < 0)
        {
            throw Broken(_filePath, "its header lacks a text between quotes, as numpy writes for an array of plain numbers");
        }

        var text = _rest.Slice(1, length).ToString();
        _rest = _rest[(length + 2)..];
        return text;
    }

    private bool Flag()
    {
        _rest = _rest.TrimStart();
        var isTrue = _rest.StartsWith("True");
        if (!isTrue && !_rest.StartsWith("False"))
        {
            throw Broken(_filePath, "its fortran_order is neither True nor False");
        }

        _rest = _rest[(isTrue ? 4 : 5)..];
        return isTrue;
    }

    private List<long> Shape()
    {
        var dimensions = new List<long>();
        Expect('(');
        while (!TryTake(')'))
        {
            dimensions.Add(dimensions.Count < MaximumAxes
                ? Integer()
                : throw Broken(_filePath, $"its shape has more than {MaximumAxes} axes"));
            if (!TryTake(','))
            {
                Expect(')');
                break;
            }
        }

        return dimensions;
    }

    private long Integer()
    {
        _rest = _rest.TrimStart();
        var length = _rest.IndexOfAnyExceptInRange('0', '9');
        if (length < 1 || !long.TryParse(_rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            throw Broken(_filePath, "its shape must consist of integers from 0 to 2^63 - 1");
        }

        _rest = _rest[length..];
        _ = TryTake('L');
        return value;
    }

    private bool TryTake(char expected)
    {
        _rest = _rest.TrimStart();
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private void Expect(char expected)
    {
        if (!TryTake(expected))
        {
            throw Broken(_filePath, $"its header lacks a {expected} where one is needed");
        }
    }
}
