using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Fuzz.Mutations;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>Files of captions in every layout, read leniently and strictly, and chosen from.</summary>
internal static class CaptionKinds
{
    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        Of("flickr8k.token", CaptionFile.ReadFlickr8k, TinyCaptions.Flickr8k, "token*.txt"),
        Of("results.csv", CaptionFile.ReadFlickr30kCsv, TinyCaptions.Flickr30k, "results*.csv"),
        Of("captions.csv", CaptionFile.ReadCsv, TinyCaptions.Csv, "captions*.csv"),
        Of("captions.csv.gz", CaptionFile.ReadCsv, CaptionMutations.Pack(TinyCaptions.Csv)),
        Of("dataset.json", CaptionFile.ReadKarpathy, TinyCaptions.Karpathy, "dataset*.json"),
        Of("captions_train.json", CaptionFile.ReadCoco, TinyCaptions.Coco, "captions*.json"),
        Lines,
        Any,
    ];

    // Two files of lines; the second names the images.
    private static FuzzKind Lines => Base("captions.txt", () =>
    [
        new Seed("generated", TinyCaptions.Lines, [.. TinyCaptions.Lines.Keys]),
        .. ReferenceFiles.Ending("captions.txt", "lines.txt", "lines_bom.txt", "lines_mixed_newlines.txt")
            .Select(seed => seed with { Files = FolderContent.Joined(TinyCaptions.Lines, seed.Files) }),
    ]) with
    {
        Read = folder =>
        {
            var (captions, images) = (Path.Combine(folder, "captions.txt"), Path.Combine(folder, "images.txt"));
            ReadBoth((path, reading) => CaptionFile.ReadLinesWithImages(path, images, reading), captions);
        },
    };

    // The layout is told by the file's beginning.
    private static FuzzKind Any => Base("captions.token", () =>
    [
        .. new[] { TinyCaptions.Flickr8k, TinyCaptions.Flickr30k, TinyCaptions.Csv, TinyCaptions.Karpathy, TinyCaptions.Coco }
            .Select((file, index) => Seed.Of($"layout {index}", "captions.token", file)),
    ]) with
    {
        Read = folder => ReadBoth(CaptionFile.Read, Path.Combine(folder, "captions.token")),
    };

    private static FuzzKind Of(
        string file, Func<string, CaptionReading, CaptionSet> read, byte[] made, params string[] references) =>
        Base(file, () => [Seed.Of("generated", file, made), .. references.SelectMany(name => ReferenceFiles.Named(file, name))])
            with
        {
            Read = folder => ReadBoth(read, Path.Combine(folder, file)),
        };

    private static FuzzKind Base(string file, Func<IEnumerable<Seed>> seeds) => new(file, seeds)
    {
        Read = _ => { },
        Refusals = [typeof(CaptionFormatException), typeof(FileNotFoundException)],
        Share = 10,
    };

    // What the lenient reading refuses, the strict one would.
    private static void ReadBoth(Func<string, CaptionReading, CaptionSet> read, string path)
    {
        Choose(read(path, CaptionReading.Lenient), path);
        Choose(read(path, CaptionReading.Strict), path);
    }

    private static void Choose(CaptionSet captions, string path)
    {
        _ = captions.Texts.Count + captions.ImagePaths.Count + captions.OneCaptionPerImage(1).Captions.Count;
        foreach (var split in captions.Splits)
        {
            _ = captions.OfSplit(split).Captions.Count;
        }

        var folder = Path.GetDirectoryName(path)!;
        var images = captions.ImagePaths.Select(image => Path.GetFullPath(Path.Combine(folder, image)));
        var inside = folder + Path.DirectorySeparatorChar;
        if (images.FirstOrDefault(image => !image.StartsWith(inside, StringComparison.Ordinal)) is { } away)
        {
            throw new InvalidOperationException($"The image {away} lies outside of {folder}.");
        }
    }
}
