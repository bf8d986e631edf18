using System.Text.Json;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Where a value lies in a JSON text; for a member of an object, its name too.</summary>
/// <param name="Start">Where the member's name begins, or else the value.</param>
/// <param name="ValueStart">Where the value begins.</param>
/// <param name="End">Where the value ends.</param>
/// <param name="Type">What the value begins with.</param>
internal readonly record struct JsonPart(int Start, int ValueStart, int End, JsonTokenType Type)
{
    public bool IsMember => ValueStart > Start;

    public bool IsContainer => Type is JsonTokenType.StartObject or JsonTokenType.StartArray;

    /// <summary>Every value of a text as far as it is JSON; inner ones before those that hold them.</summary>
    public static List<JsonPart> Of(ReadOnlySpan<byte> json)
    {
        var parts = new List<JsonPart>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        try
        {
            Collect(ref reader, parts);
        }
        catch (JsonException)
        {
            // Damaged further on: what comes before can be damaged again.
        }

        return parts;
    }

    private static void Collect(ref Utf8JsonReader reader, List<JsonPart> parts)
    {
        var open = new Stack<JsonPart>();
        int? name = null;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = start;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(new JsonPart(name ?? start, start, start, reader.TokenType));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    parts.Add(open.Pop() with { End = (int)reader.BytesConsumed });
                    break;
                default:
                    parts.Add(new JsonPart(name ?? start, start, (int)reader.BytesConsumed, reader.TokenType));
                    break;
            }

            name = null;
        }
    }
}
