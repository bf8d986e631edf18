using MultimodalEmbeddings;
using MultimodalEmbeddings.Data;

namespace RealData;

/// <summary>Flickr8k's training images: a caption of each and the features of the image, row by row.</summary>
internal sealed record Flickr8k(IReadOnlyList<string> Captions, FeatureMatrix Features, int Dropped)
{
    /// <param name="directory">Holds the captions, the list of training images, the features and the names of their rows.</param>
    /// <param name="seed">Chooses one of the up to five captions of an image.</param>
    /// <param name="seen">Captions that are left out.</param>
    public static Flickr8k Read(string directory, int seed, SeenSentences seen)
    {
        var features = FeatureFile.Load(Path.Combine(directory, "flickr8k_mobilenetv2_1280.f16.safetensors"));
        var rows = CaptionFile.ReadLines(Path.Combine(directory, "flickr8k_mobilenetv2.names.txt"), features.Rows)
            .Index().ToDictionary(line => line.Item, line => line.Index);
        var training = CaptionFile.ReadLines(Path.Combine(directory, "Flickr_8k.trainImages.txt"));
        var captions = CaptionFile.ReadFlickr8k(Path.Combine(directory, "Flickr8k.token.txt"))
            .OfImages(training.Where(rows.ContainsKey));

        // Not OneCaptionPerImage: the runs that are on record drew their captions like this.
        var unseen = captions.Where(caption => !seen.Contains(caption.Text));
        var random = new Random(seed);
        return new Flickr8k(
            [.. unseen.Images.Select(image => image.Texts[random.Next(image.Texts.Count)])],
            features.SelectRows([.. unseen.Images.Select(image => rows[image.Image])]),
            captions.Captions.Count - unseen.Captions.Count);
    }
}
