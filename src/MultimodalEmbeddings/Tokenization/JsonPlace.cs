using System.Text.Json;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>A JSON value that knows its file and its place, so that every complaint names both.</summary>
/// <param name="FilePath">The file.</param>
/// <param name="Parent">The name of the list that it is an item of, or its own.</param>
/// <param name="Element">The value.</param>
/// <param name="Index">Its place in the list; null where it is no item.</param>
internal readonly record struct JsonPlace(string FilePath, string Parent, JsonElement Element, int? Index = null)
{
    /// <summary>Is made when it is asked for: a vocabulary has hundreds of thousands of items.</summary>
    public string Name => Index is { } index ? $"{Parent}[{index}]" : Parent;

    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    public bool IsList => Element.ValueKind == JsonValueKind.Array;

    public bool IsText => Element.ValueKind == JsonValueKind.String;

    public static JsonPlace Parse(string filePath, byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw new TokenizerException(filePath, "The file is not UTF-8; expected a JSON object. Fetch the file anew.");
        }

        try
        {
            // Not disposed of, which would take a copy of all: the collector has it when its last place is gone.
            var root = new JsonPlace(filePath, "the file", JsonDocument.Parse(bytes).RootElement);
            return root.IsObject ? root : throw root.Wrong("a JSON object");
        }
        catch (JsonException error)
        {
            throw new TokenizerException(filePath, $"The file is not JSON ({error.Message}). Fetch the file anew.", error);
        }
    }

    /// <summary>A member of an object; null where it is absent or null.</summary>
    public JsonPlace? Find(string member)
    {
        if (!IsObject)
        {
            throw Wrong("an object");
        }

        return Element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonPlace(FilePath, PathTo(member), value)
            : null;
    }

    public JsonPlace Require(string member) =>
        Find(member) ?? throw new TokenizerException(FilePath, $"'{PathTo(member)}' is missing. Fetch the file anew.");

    public string Text()
    {
        try
        {
            return IsText ? Element.GetString()! : throw Wrong("a string");
        }
        catch (InvalidOperationException)   // an escaped lone surrogate
        {
            throw Wrong("a string of Unicode characters");
        }
    }

    /// <summary>A string of base64.</summary>
    public byte[] Bytes() => IsText && Element.TryGetBytesFromBase64(out var bytes) ? bytes : throw Wrong("base64");

    /// <summary>A number that is not infinite.</summary>
    public double Real() =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Wrong("a number");

    public int Number() =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var number)
            ? number
            : throw Wrong("a whole number of 32 bits");

    public bool Flag() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    public IEnumerable<JsonPlace> Items()
    {
        if (!IsList)
        {
            throw Wrong("an array");
        }

        var (file, name) = (FilePath, Name);
        return Element.EnumerateArray().Select((item, index) => new JsonPlace(file, name, item, index));
    }

    /// <summary>The two items of a list that has two; null for anything else.</summary>
    public (JsonPlace First, JsonPlace Second)? Pair()
    {
        if (!IsList || Element.GetArrayLength() != 2)
        {
            return null;
        }

        var name = Name;
        return (new JsonPlace(FilePath, name, Element[0], 0), new JsonPlace(FilePath, name, Element[1], 1));
    }

    public IEnumerable<(string Key, JsonPlace Value)> Members()
    {
        if (!IsObject)
        {
            throw Wrong("an object");
        }

        var place = this;
        return Element.EnumerateObject().Select(member => place.Member(member));
    }

    public TokenizerException Wrong(string expected)
    {
        var raw = Element.GetRawText();
        var found = raw.Length <= 60 ? raw : raw[..60] + "...";
        return new TokenizerException(FilePath, $"'{Name}' has to be {expected}, but is {found}");
    }

    private (string Key, JsonPlace Value) Member(JsonProperty member)
    {
        try
        {
            return (member.Name, new JsonPlace(FilePath, PathTo(member.Name), member.Value));
        }
        catch (InvalidOperationException)   // an escaped lone surrogate
        {
            throw Wrong("an object whose keys are Unicode characters");
        }
    }

    private string PathTo(string member) => Name == "the file" ? member : $"{Name}.{member}";
}
