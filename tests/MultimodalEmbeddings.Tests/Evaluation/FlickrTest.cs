namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>The test part of Flickr8k.</summary>
internal static class FlickrTest
{
    /// <returns>For each image, in the order of the list of test images, its captions by their numbers.</returns>
    public static string[][] Captions(string folder)
    {
        var captions = File.ReadLines(Path.Combine(folder, "Flickr8k.token.txt"))
            .Where(line => line.Length > 0)
            .Select(line => line.Split(['\t'], 2))
            .Select(parts => (Image: parts[0].Split('#')[0], Number: int.Parse(parts[0].Split('#')[1]), Text: parts[1]))
            .ToLookup(caption => caption.Image);
        return
        [
            .. File.ReadLines(Path.Combine(folder, "Flickr_8k.testImages.txt"))
                .Select(line => line.Trim())
                .Where(name => name.Length > 0)
                .Select(name => captions[name].OrderBy(caption => caption.Number).Select(caption => caption.Text).ToArray()),
        ];
    }
}
