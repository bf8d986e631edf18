using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// A JSON object of a file from outside: each value is of the type asked for, or a <see cref="CheckpointException"/> names it.
/// </summary>
internal sealed class JsonFields
{
    private const int MaximumFileLength = 1 << 26;

    private readonly string _filePath;
    private readonly JsonElement _fields;

    public JsonFields(string filePath, JsonElement fields)
    {
        if (fields.ValueKind != JsonValueKind.Object)
        {
            throw new CheckpointException(filePath, $"holds {Describe(fields)} where an object is expected.");
        }

        _filePath = filePath;
        _fields = fields;
    }

    /// <exception cref="CheckpointException">The file is missing or does not hold a JSON object.</exception>
    public static JsonFields Read(string filePath) => new(filePath, ReadRoot(filePath));

    /// <summary>The value at the root of a JSON file, whose every string is valid text and whose every key occurs once.</summary>
    /// <exception cref="CheckpointException">The file is missing or is not such JSON.</exception>
    public static JsonElement ReadRoot(string filePath)
    {
        ReadOnlyMemory<byte> json = InputFile.ReadAll(filePath, MaximumFileLength);
        if (!Utf8.IsValid(json.Span))
        {
            throw new CheckpointException(filePath, "is not UTF-8 text.");
        }

        try
        {
            using var document = JsonDocument.Parse(
                json.Span.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json,
                new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new CheckpointException(filePath, $"is not valid JSON: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new CheckpointException(filePath, "holds a key with half a surrogate pair.", exception);
        }
    }

    public IEnumerable<string> Keys => _fields.EnumerateObject().Select(property => property.Name);

    /// <summary>A value that must be text.</summary>
    public static string TextOf(string filePath, string key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw new CheckpointException(filePath, $"holds {Describe(value)} under {key}; expected text.");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new CheckpointException(filePath, $"has half a surrogate pair in {key}.", exception);
        }
    }

    /// <summary>The text under a key, or null where the key is absent or null.</summary>
    public string? Text(string key) => TryGet(key, out var value) ? TextOf(_filePath, key, value) : null;

    /// <summary>The list of texts under a key, or null where the key is absent or null.</summary>
    public IReadOnlyList<string>? Texts(string key) =>
        !TryGet(key, out var value) ? null
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => TextOf(_filePath, key, item))]
        : throw Wrong(key, value, "a list");

    /// <summary>The object under a key, or null where the key is absent or null.</summary>
    public JsonFields? Object(string key) =>
        !TryGet(key, out var value) ? null
        : value.ValueKind == JsonValueKind.Object ? new JsonFields(_filePath, value)
        : throw Wrong(key, value, "an object");

    /// <summary>The integer under a key; <paramref name="absent"/> only where the key itself is absent.</summary>
    public int Integer(string key, int absent) =>
        !_fields.TryGetProperty(key, out var value) ? absent
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var integer) ? integer
        : throw Wrong(key, value, "an integer that fits 32 bits");

    public double Number(string key, double absent) =>
        !_fields.TryGetProperty(key, out var value) ? absent
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number
        : throw Wrong(key, value, "a finite number");

    public bool Flag(string key, bool absent) =>
        !TryGet(key, out var value) ? absent
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(key, value, "true or false");

    /// <summary>The value under a key, unless it is absent or null.</summary>
    public bool TryGet(string key, out JsonElement value) =>
        _fields.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;

    [DoesNotReturn]
    public void Refuse(string fault) => throw new CheckpointException(_filePath, fault);

    private CheckpointException Wrong(string key, JsonElement value, string expected) =>
        new(_filePath, $"holds {Describe(value)} under {key}; expected {expected}.");

    private static string Describe(JsonElement value)
    {
        const int Shown = 40;
        var text = value.GetRawText();
        return text.Length <= Shown ? text : text[..Shown] + "…";
    }
}
