namespace MultimodalEmbeddings.Data;

/// <summary>
/// COCO's <c>captions_train2017.json</c> and its like: <c>annotations</c> with caption and image_id, and <c>images</c> with id
/// and file_name.
/// </summary>
internal static class CaptionCocoLayout
{
    public static IEnumerable<Caption> Read(CaptionJson json)
    {
        var files = Files(json.Root.Items("images") ?? throw json.Root.Fatal(json.Root.Expected("a list", "images")));
        var annotations = json.Root.Items("annotations") ?? throw json.Root.Fatal(json.Root.Expected("a list", "annotations"));
        if (annotations.Any() && annotations.All(annotation => annotation.Find("caption") is null))
        {
            throw json.Root.Fatal("expected captions in annotations, found not one; is it the file of instances or key points?");
        }

        return annotations
            .Select(annotation => Read(annotation with { Annotation = annotation.Number("id") }, files))
            .OfType<Caption>();
    }

    private static Dictionary<long, string> Files(IEnumerable<CaptionJsonValue> images)
    {
        var files = new Dictionary<long, string>();
        foreach (var image in images)
        {
            if (image.Number("id") is not { } id)
            {
                image.Skip<string>(image.Expected("a whole number of 64 bits", "id"));
            }
            else if (FileOf(image) is { } file && !files.TryAdd(id, file) && files[id] != file)
            {
                var both = $"{CaptionText.Quote(files[id])} and {CaptionText.Quote(file)}";
                throw image.Fatal($"expected one file for the image {id}, found {both}");
            }
        }

        return files;
    }

    private static string? FileOf(CaptionJsonValue image) =>
        image.Text("file_name") is not { } name ? null
        : CaptionImageName.Fault(name) is { } fault ? image.Skip<string>(fault)
        : name;

    private static Caption? Read(CaptionJsonValue annotation, Dictionary<long, string> files)
    {
        if (annotation.Number("image_id") is not { } id || !files.TryGetValue(id, out var file))
        {
            return annotation.Skip<Caption>(annotation.Expected("the id of one of the images", "image_id"));
        }

        return annotation.Text("caption") switch
        {
            null => null,
            "" => annotation.Skip<Caption>(annotation.Expected("a caption", "caption")),
            var text => new Caption(file, text) { Line = annotation.Line },
        };
    }
}
