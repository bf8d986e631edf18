using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

/// <summary>A caption file of the reference and what it must give.</summary>
internal sealed partial class GoldenCaptions(string path, JsonElement expected)
{
    private static readonly Dictionary<string, Func<string, CaptionReading, CaptionSet>> Readers = new()
    {
        ["flickr-token"] = CaptionFile.ReadFlickr8k,
        ["results-csv"] = CaptionFile.ReadFlickr30kCsv,
        ["comma-csv"] = CaptionFile.ReadCsv,
        ["karpathy"] = CaptionFile.ReadKarpathy,
        ["coco"] = CaptionFile.ReadCoco,
    };

    public static IEnumerable<JsonElement> Read(string golden) =>
        JsonDocument.Parse(File.ReadAllBytes(golden)).RootElement.GetProperty("files").EnumerateArray();

    public static GoldenCaptions Open(string file) => new(
        SharedFolder.RequireReference($"features/captions/{file}"),
        Read(SharedFolder.RequireReference("features/captions.json"))
            .Single(other => other.GetProperty("file").GetString() == file));

    /// <summary>The rows of a .npy file, from its header.</summary>
    public static int Rows(string path)
    {
        var start = Encoding.Latin1.GetString(File.ReadAllBytes(path).AsSpan()[..128]);
        return int.Parse(Shape().Match(start).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <param name="folder">Takes the images that exist.</param>
    public void Check(CaptionFolder folder)
    {
        var layout = expected.GetProperty("layout").GetString()!;
        if (layout == "by-line")
        {
            CheckLines(Path.Combine(Path.GetDirectoryName(path)!, expected.GetProperty("features").GetString()!));
            return;
        }

        var images = Find("images") is { } names ? folder.WithImages(Texts(names)) : null;
        Func<CaptionReading, CaptionSet> read = images is null
            ? reading => Readers[layout](path, reading)
            : reading => Readers[layout](path, reading).WithImagesIn(images);
        CheckReading(read);
    }

    private void CheckReading(Func<CaptionReading, CaptionSet> read)
    {
        var problems = Problems();
        if (Find("expect") is not null)
        {
            Refused(() => read(CaptionReading.Strict));
            Assert.True(Lenient(read) is not { Problems.Count: 0 }, "The lenient reading found nothing wrong.");
        }
        else if (problems.Length > 0)
        {
            Assert.Equal(problems[0], Place(Refused(() => read(CaptionReading.Strict))));
            CheckLenient(Lenient(read), problems);
        }
        else
        {
            CheckCaptions(read(CaptionReading.Strict));
            CheckCaptions(new FileInfo(path).Length == 0 ? read(CaptionReading.Lenient) : CaptionFile.Read(path));
        }
    }

    // Null where the file as a whole cannot be read; then there are no captions to compare.
    private void CheckLenient(CaptionSet? captions, (int? Line, long? Annotation)[] problems)
    {
        if (captions is null)
        {
            Assert.Null(Find("pairs"));
            return;
        }

        Assert.Equal(problems, captions.Problems.Select(Place));
        CheckCaptions(captions);
    }

    private void CheckCaptions(CaptionSet captions)
    {
        if (Find("pairs") is { } pairs)
        {
            Assert.Equal(Pairs(pairs), CaptionFolder.Pairs(captions));
        }

        if (Find("splits") is { } splits)
        {
            Assert.Equal(splits.EnumerateObject().Select(split => split.Name).Order(), captions.Splits.Order());
            Assert.All(
                splits.EnumerateObject(),
                split => Assert.Equal(Pairs(split.Value), CaptionFolder.Pairs(captions.OfSplit(split.Name))));
        }
    }

    private void CheckLines(string features)
    {
        var rows = Rows(features);
        if (Find("sentences") is { } sentences)
        {
            Assert.Equal(Texts(sentences), CaptionFile.ReadLines(path, rows));
            return;
        }

        var message = Refused(() => CaptionFile.ReadLines(path, rows)).Message;
        Assert.Contains($"the {rows} rows", message, StringComparison.Ordinal);
        Assert.Contains($"found {expected.GetProperty("sentences_count")}", message, StringComparison.Ordinal);
    }

    private (int? Line, long? Annotation)[] Problems() =>
    [
        .. Items("problems").Select(problem => ((int?)problem.GetProperty("line").GetInt32(), (long?)null)),
        .. Items("problem_annotations").Select(id => ((int?)null, (long?)id.GetInt64())),
    ];

    private static (int? Line, long? Annotation) Place(CaptionProblem problem) =>
        problem.Annotation is null ? (problem.Line, null) : (null, problem.Annotation);

    private CaptionProblem Refused(Action read)
    {
        var problem = CaptionFolder.Refused(read);
        Assert.Equal(path, problem.Path);
        return problem;
    }

    private static CaptionSet? Lenient(Func<CaptionReading, CaptionSet> read)
    {
        try
        {
            return read(CaptionReading.Lenient);
        }
        catch (CaptionFormatException)
        {
            return null;
        }
    }

    private JsonElement? Find(string name) => expected.TryGetProperty(name, out var value) ? value : null;

    private JsonElement[] Items(string name) => Find(name) is { } list ? [.. list.EnumerateArray()] : [];

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];

    private static (string Image, string Text)[] Pairs(JsonElement list) =>
        [.. list.EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!))];

    [GeneratedRegex(@"'shape':\s*\((\d+)")]
    private static partial Regex Shape();
}
