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
        var rows = ReadRows(Path.Combine(directory, "flickr8k_mobilenetv2.names.txt"));
        var list = Path.Combine(directory, "Flickr_8k.trainImages.txt");
        var training = File.ReadLines(list).Select(line => line.Trim()).ToHashSet();
        var captions = ReadCaptions(Path.Combine(directory, "Flickr8k.token.txt"))
            .Where(caption => training.Contains(caption.Image) && rows.ContainsKey(caption.Image))
            .ToLookup(caption => seen.Contains(caption.Text));

        var random = new Random(seed);
        var chosen = captions[false]
            .GroupBy(caption => caption.Image)
            .OrderBy(image => image.Key, StringComparer.Ordinal)
            .Select(image => image.ElementAt(random.Next(image.Count())))
            .ToArray();
        var features = ReadFeatures(Path.Combine(directory, "flickr8k_mobilenetv2_1280.f16.safetensors"), rows.Count);
        return new Flickr8k(
            [.. chosen.Select(caption => caption.Text)],
            features.SelectRows([.. chosen.Select(caption => rows[caption.Image])]),
            captions[true].Count());
    }

    private static Dictionary<string, int> ReadRows(string path) =>
        File.ReadLines(path).Select((name, row) => (Name: name.Trim(), Row: row))
            .Where(line => line.Name.Length > 0)
            .ToDictionary(line => line.Name, line => line.Row);

    private static FeatureMatrix ReadFeatures(string path, int names)
    {
        var features = FeatureFile.Load(path);
        return features.Rows == names
            ? features
            : throw new InvalidDataException($"{path} holds features of {features.Rows} images, but {names} images are named.");
    }

    // A line is "image.jpg#2<TAB>A caption ."
    private static IEnumerable<(string Image, string Text)> ReadCaptions(string path) =>
        from line in File.ReadLines(path)
        let columns = line.Split('\t')
        where columns.Length == 2
        select (columns[0].Split('#')[0], columns[1]);
}
