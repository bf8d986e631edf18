using System.Text;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Captions of two images in every layout.</summary>
internal static class TinyCaptions
{
    public static byte[] Flickr8k { get; } =
        Text("a.jpg#0\tA dog runs .\na.jpg#1\tA \"brown\" dog | runs .\nb.jpg#0\tTwo cats .\n");

    public static byte[] Flickr30k { get; } = Text(
        "image_name| comment_number| comment\na.jpg| 0| A dog runs .\na.jpg| 1| A \"brown\" | dog .\nb.jpg| 0| Two cats .\n");

    public static byte[] Csv { get; } = Text(
        "image,caption\na.jpg,A dog runs .\na.jpg,\"A \"\"brown\"\" dog,\nwhich runs .\"\nb.jpg, Two cats . \n");

    public static byte[] Karpathy { get; } = Text(
        """
        {"images":[{"sentids":[0,1],"imgid":0,"sentences":[{"tokens":["a","dog"],"raw":"A dog runs.","imgid":0,"sentid":0},
        {"raw":" A \"brown\" dog. "}],"split":"train","filename":"a.jpg"},
        {"filepath":"val2014","sentences":[{"raw":"Two cats."}],"split":"val","filename":"b.jpg","cocoid":391895}],
        "dataset":"flickr8k"}
        """);

    public static byte[] Coco { get; } = Text(
        """
        {"info":{"year":2014},"images":[{"id":9223372036854775807,"file_name":"a.jpg","height":2},
        {"id":2,"file_name":"b.jpg"}],
        "annotations":[{"image_id":2,"id":48,"caption":"Two cats."},
        {"image_id":9223372036854775807,"id":49,"caption":"A dog runs."},
        {"image_id":2,"id":50,"caption":"\ud83d\ude00 \u00e9"}]}
        """);

    public static Dictionary<string, byte[]> Lines { get; } = new()
    {
        ["captions.txt"] = Text("A dog runs.\nA brown dog.\r\nTwo cats.\n"),
        ["images.txt"] = Text("a.jpg\na.jpg\nb/c.jpg\n"),
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
