using System.Text.Json;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>A fault, and the input that brought it about.</summary>
/// <param name="Fault">What happened.</param>
/// <param name="Index">The input's number.</param>
/// <param name="Kind">The input's kind.</param>
/// <param name="Seed">What the input was made of.</param>
/// <param name="Place">Where it happened, to tell findings of one cause from others.</param>
/// <param name="Detail">The exception, or what was measured.</param>
internal sealed record Finding(Fault Fault, long Index, string Kind, string Seed, string Place, string Detail)
{
    /// <summary>One line, as a worker says it.</summary>
    public string ToLine() => JsonSerializer.Serialize(this);

    public static Finding FromLine(string line) => JsonSerializer.Deserialize<Finding>(line)!;
}
