namespace MultimodalEmbeddings.Data;

/// <summary>
/// Karpathy's splits, <c>dataset_flickr30k.json</c> and its like: <c>images</c> with split, filename, sometimes filepath, and
/// sentences of which <c>raw</c> is the caption.
/// </summary>
internal static class CaptionKarpathyLayout
{
    public static IEnumerable<Caption> Read(CaptionJson json)
    {
        var images = json.Root.Items("images") ?? throw json.Root.Fatal(json.Root.Expected("a list", "images"));
        return images.SelectMany(CaptionsOf);
    }

    private static IEnumerable<Caption> CaptionsOf(CaptionJsonValue image) =>
        image.Text("split") is { } split && FileOf(image) is { } file
            ? Sentences(image).Select(sentence => Read(sentence, file, split)).OfType<Caption>()
            : [];

    private static IEnumerable<CaptionJsonValue> Sentences(CaptionJsonValue image) =>
        image.Items("sentences") ?? image.Skip<IEnumerable<CaptionJsonValue>>(image.Expected("a list", "sentences")) ?? [];

    private static string? FileOf(CaptionJsonValue image)
    {
        var folder = image.Find("filepath") is null ? "" : image.Text("filepath");
        if (folder is null || image.Text("filename") is not { } name)
        {
            return null;
        }

        var file = folder.Length == 0 ? name : $"{folder.TrimEnd('/')}/{name}";
        return (CaptionImageName.Fault(name) ?? CaptionImageName.Fault(file)) is { } fault ? image.Skip<string>(fault) : file;
    }

    private static Caption? Read(CaptionJsonValue sentence, string file, string split) => sentence.Text("raw") switch
    {
        null => null,
        "" => sentence.Skip<Caption>(sentence.Expected("a caption", "raw")),
        var text => new Caption(file, text) { Split = split, Line = sentence.Line },
    };
}
