using System.Text.Json;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Tests.Data;

/// <summary>Random captions, and a writer for every layout.</summary>
internal static class CaptionWriters
{
    // What some layout uses, what looks like white space, lone marks, and characters of two to four bytes.
    private const string Letters = "ab \"',|#\\/{}[]:\u0001\u001e\u0085\u00a0\u00e9\u200b\u2028\ufeff漢";

    public static readonly IReadOnlyDictionary<string, CaptionWriter> All = new Dictionary<string, CaptionWriter>
    {
        ["flickr8k"] = new(Tokens, CaptionFile.ReadFlickr8k) { Allowed = "\t" },
        ["flickr30k"] = new(Bars, CaptionFile.ReadFlickr30kCsv) { Allowed = "\t" },
        ["csv"] = new(Commas, CaptionFile.ReadCsv) { Allowed = "\t\n" },
        ["karpathy"] = new(Karpathy, CaptionFile.ReadKarpathy) { Allowed = "\t\n\r" },
        ["coco"] = new(Coco, CaptionFile.ReadCoco) { Allowed = "\t\n\r" },
    };

    /// <summary>Captions of a few images, those of an image together.</summary>
    public static Caption[] Captions(Random random, string allowed) =>
    [
        .. from image in Enumerable.Range(0, random.Next(1, 5))
           let name = $"{image}{string.Concat(random.GetItems<char>("az#._- ", 5))}.jpg"
           from number in Enumerable.Range(0, random.Next(1, 6))
           select new Caption(name, Text(random, allowed)),
    ];

    private static string Text(Random random, string allowed)
    {
        var middle = string.Concat(random.GetItems<char>(Letters + allowed, random.Next(0, 12)));
        return $"x{middle}{(random.Next(2) == 0 ? "🐶" : "\u0001")}";
    }

    private static string Tokens(Caption[] captions) => string.Concat(captions.Select((c, i) => $"{c.Image}#{i}\t{c.Text}\n"));

    private static string Bars(Caption[] captions) =>
        $"image_name| comment_number| comment\n{string.Concat(captions.Select((c, i) => $"{c.Image}| {i}| {c.Text}\n"))}";

    private static string Commas(Caption[] captions) =>
        $"image,caption\n{string.Concat(captions.Select(c => $"{Quoted(c.Image)},{Quoted(c.Text)}\r\n"))}";

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Karpathy(Caption[] captions) => JsonSerializer.Serialize(new
    {
        images = captions.GroupBy(caption => caption.Image).Select(image => new
        {
            sentences = image.Select(caption => new { tokens = caption.Text.Split(' '), raw = $" {caption.Text}\n" }),
            split = "train",
            filename = image.Key,
        }),
        dataset = "random",
    });

    private static string Coco(Caption[] captions)
    {
        string[] files = [.. captions.Select(caption => caption.Image).Distinct()];
        return JsonSerializer.Serialize(new
        {
            annotations = captions.Select((caption, i) => new
            {
                image_id = long.MaxValue - Array.IndexOf(files, caption.Image),
                id = i,
                caption = caption.Text,
            }),
            images = files.Select((file, i) => new { id = long.MaxValue - i, file_name = file }),
        });
    }
}

/// <summary>Writes captions in a layout.</summary>
/// <param name="Write">Gives the file's text.</param>
/// <param name="Read">The library's reader.</param>
internal sealed record CaptionWriter(Func<Caption[], string> Write, Func<string, CaptionReading, CaptionSet> Read)
{
    /// <summary>White space that may stand inside of captions.</summary>
    public string Allowed { get; init; } = "";
}
