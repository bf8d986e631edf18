using System.Text.Json;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// Reads the JSON of a safetensors header token by token, so that a hostile one costs memory in proportion to its length only.
/// </summary>
internal ref struct SafetensorsHeaderParser
{
    private const string MetadataKey = "__metadata__";
    private const int MaximumDepth = 4;   // header, tensor, shape; one more where an unknown field is skipped

    private readonly string _filePath;
    private readonly bool _isUtf8;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private Utf8JsonReader _reader;

    public SafetensorsHeaderParser(string filePath, ReadOnlySpan<byte> json)
    {
        _filePath = filePath;
        _isUtf8 = Utf8.IsValid(json);
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
    }

    public List<SafetensorsEntry> Entries { get; } = [];

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <exception cref="CheckpointException">The header is not as the format says.</exception>
    public void Parse()
    {
        if (!_isUtf8)
        {
            throw Broken("its header is not UTF-8");
        }

        try
        {
            ParseHeader();
        }
        catch (JsonException exception)
        {
            throw Broken($"its header is not JSON: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw Broken("its header has a string with half a surrogate pair", exception);
        }
    }

    private void ParseHeader()
    {
        Expect(JsonTokenType.StartObject, "the header must be an object");
        while (NextName(out var name))
        {
            if (!_names.Add(name))
            {
                throw Broken($"it holds {name} twice");
            }

            if (name == MetadataKey)
            {
                ParseMetadata();
            }
            else
            {
                ParseTensor(name);
            }
        }

        _reader.Read();   // to the end: raises where anything but white space follows
    }

    private void ParseMetadata()
    {
        Expect(JsonTokenType.StartObject, $"{MetadataKey} must be an object");
        while (NextName(out var key))
        {
            Expect(JsonTokenType.String, $"{MetadataKey} must hold strings only");
            if (!Metadata.TryAdd(key, _reader.GetString()!))
            {
                throw Broken($"{MetadataKey} holds {key} twice");
            }
        }
    }

    private void ParseTensor(string name)
    {
        var fields = default(TensorFields);
        Expect(JsonTokenType.StartObject, $"{name} must be an object");
        while (NextName(out var field))
        {
            ParseField(name, field, ref fields);
        }

        if (fields is not { Type: { } type, Shape: { } shape, Offsets: [var begin, var end] })
        {
            throw Broken($"{name} must have a dtype, a shape and two data_offsets");
        }

        Entries.Add(new SafetensorsEntry(name, shape, type, begin, end));
    }

    private void ParseField(string name, string field, ref TensorFields fields)
    {
        switch (field)
        {
            case "dtype" when fields.Type is null:
                fields.Type = ParseType(name);
                break;
            case "shape" when fields.Shape is null:
                fields.Shape = ParseIntegers(name, field);
                break;
            case "data_offsets" when fields.Offsets is null:
                fields.Offsets = ParseIntegers(name, field);
                break;
            case "dtype" or "shape" or "data_offsets":
                throw Broken($"{name} has {field} twice");
            default:
                _reader.Skip();
                break;
        }
    }

    private ElementType ParseType(string name)
    {
        Expect(JsonTokenType.String, $"the dtype of {name} must be a string");
        var text = _reader.GetString()!;
        return ElementTypeExtensions.TryParse(text, out var type)
            ? type
            : throw new CheckpointException(
                _filePath, $"holds {name} with the dtype {text}, which is not supported. Save it as F32 in Python.");
    }

    private List<long> ParseIntegers(string name, string field)
    {
        var values = new List<long>();
        Expect(JsonTokenType.StartArray, $"{field} of {name} must be an array");
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType != JsonTokenType.Number || !_reader.TryGetInt64(out var value) || value < 0)
            {
                throw Broken($"{field} of {name} must hold integers from 0 to 2^63 - 1");
            }

            values.Add(value);
        }

        return values;
    }

    private bool NextName(out string name)
    {
        _reader.Read();
        name = _reader.TokenType == JsonTokenType.PropertyName ? _reader.GetString()! : "";
        return _reader.TokenType == JsonTokenType.PropertyName;
    }

    private void Expect(JsonTokenType type, string rule)
    {
        if (!_reader.Read() || _reader.TokenType != type)
        {
            throw Broken(rule);
        }
    }

    private readonly CheckpointException Broken(string fault, Exception? innerException = null) =>
        new(_filePath, $"is broken: {fault.TrimEnd('.')}.{SafetensorsFile.Remedy}", innerException);

    private struct TensorFields
    {
        public ElementType? Type;
        public List<long>? Shape;
        public List<long>? Offsets;
    }
}
