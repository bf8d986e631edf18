using System.Text.Json;

namespace MultimodalEmbeddings.Data;

/// <summary>A JSON value that knows its place, so that every complaint names it.</summary>
/// <param name="Json">The file.</param>
/// <param name="Name">Where it stands in the file, such as <c>images[2]</c>; empty for the whole.</param>
/// <param name="Element">The value.</param>
internal readonly record struct CaptionJsonValue(CaptionJson Json, string Name, JsonElement Element)
{
    /// <summary>The annotation that complaints name; null for none.</summary>
    public long? Annotation { get; init; }

    public int Line => Json.LineOf(Element);

    /// <summary>A member; null where it is absent or null, or this is no object.</summary>
    public CaptionJsonValue? Find(string member)
    {
        try
        {
            return Element.ValueKind == JsonValueKind.Object
                && Element.TryGetProperty(member, out var value)
                && value.ValueKind != JsonValueKind.Null
                ? this with { Name = PathTo(member), Element = value }
                : null;
        }
        catch (InvalidOperationException) // a key with an escaped lone surrogate
        {
            return null;
        }
    }

    /// <summary>A member that is text, without white space around it; null where it is not, which is a problem.</summary>
    public string? Text(string member)
    {
        try
        {
            return Find(member) is { Element.ValueKind: JsonValueKind.String } found
                ? CaptionText.Strip(found.Element.GetString()!)
                : Skip<string>(Expected("a string", member));
        }
        catch (InvalidOperationException) // an escaped lone surrogate
        {
            return Skip<string>(Expected("a string of Unicode characters", member));
        }
    }

    /// <summary>A member that is a whole number; null where it is not.</summary>
    public long? Number(string member) =>
        Find(member) is { Element.ValueKind: JsonValueKind.Number } found && found.Element.TryGetInt64(out var number)
            ? number
            : null;

    /// <summary>The items of a member that is a list; null where it is not.</summary>
    public IEnumerable<CaptionJsonValue>? Items(string member)
    {
        if (Find(member) is not { Element.ValueKind: JsonValueKind.Array } list)
        {
            return null;
        }

        return list.Element.EnumerateArray().Select((item, i) => list with { Name = $"{list.Name}[{i}]", Element = item });
    }

    /// <summary>Leaves this value out, or ends the reading.</summary>
    public T? Skip<T>(string message)
        where T : class => Json.Problems.Skip<T>(Line, message, Annotation);

    /// <summary>An error in any reading.</summary>
    public CaptionFormatException Fatal(string message) => Json.Problems.Fatal(Line, message);

    /// <summary>The message for a member that is not as it should be.</summary>
    public string Expected(string kind, string member)
    {
        var found = Find(member) is { } value ? CaptionText.Quote(value.Element.GetRawText()) : "nothing";
        return $"expected {kind} in {PathTo(member)}, found {found}";
    }

    private string PathTo(string member) => Name.Length == 0 ? member : $"{Name}.{member}";
}
