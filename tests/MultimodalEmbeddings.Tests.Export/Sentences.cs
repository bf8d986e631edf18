using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultimodalEmbeddings.Tests.Export;

/// <summary>What is encoded: ordinary sentences, and some that a port gets wrong.</summary>
internal static class Sentences
{
    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static readonly IReadOnlyList<string> All =
    [
        "",
        "a",
        "A dog catches a frisbee.",
        "Two children play on the green grass under a large tree.",
        "ALL CAPITALS HERE, and Some Not",
        "  spaces   around \t and between  ",
        "na\u00efve caf\u00e9 r\u00e9sum\u00e9 \u00fcber \u00c5ngstr\u00f6m",
        "nai\u0308ve cafe\u0301, with combining marks",
        "emoji \U0001F600 and \U0001F468\u200D\U0001F469\u200D\U0001F467",
        "\u4e2d\u6587 and \u65e5\u672c\u8a9e and \ud55c\uad6d\uc5b4",
        "numbers 1,234.56 and e-mail a.b@c.example, don't!",
        "internationalization antidisestablishmentarianism",
        "line one\nline two",
        // Longer than any limit.
        string.Join(' ', Enumerable.Repeat("the small red dog runs on the grass and a cat sleeps under the tree.", 60)),
    ];

    public static void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(All, Readable));
}
