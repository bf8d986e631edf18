using System.Text.Json;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Pictures that a reference names: generated ones beside it, photos in the shared data.</summary>
internal static class ImageCases
{
    private static readonly SkiaImageDecoder Decoder = new();

    public static JsonElement Json(string path) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path));

    /// <summary>The file of that name; null where its folder is absent.</summary>
    public static string? PathOf(string name)
    {
        string[] candidates =
        [
            Path.Combine(SharedFolder.Reference, "vision", "images", name),
            Path.Combine(SharedFolder.Shared, "data", "flickr8k", "images", name),
        ];
        return Array.Find(candidates, File.Exists);
    }

    /// <returns>[1, 3, height, width], prepared for ImageNet.</returns>
    public static Tensor Input(string path)
    {
        var preprocessing = ImagePreprocessing.ImageNet;
        var values = preprocessing.Apply(ImageFile.Decode(Decoder, path));
        return tensor(values, [1, 3, preprocessing.Crop.Height, preprocessing.Crop.Width]);
    }
}
