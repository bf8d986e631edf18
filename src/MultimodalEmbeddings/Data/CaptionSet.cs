namespace MultimodalEmbeddings.Data;

/// <summary>Captions of images, in the order of their file.</summary>
/// <remarks>
/// Does not change: every choice is a new set, so that choices chain. Before training,
/// <c>CaptionFile.ReadKarpathy("dataset.json").OfSplit("train").WithImagesIn("images").OneCaptionPerImage(42)</c>.
/// </remarks>
public sealed class CaptionSet
{
    // Apart from the passes of the samplers and of the ablations, so that no two draws of one seed repeat each other.
    private const int CaptionPass = -3;

    private readonly string _path;
    private readonly CaptionReading _reading;

    /// <param name="captions">The captions.</param>
    /// <param name="path">Their file.</param>
    /// <param name="reading">How it was read.</param>
    /// <param name="problems">What the reading left out.</param>
    internal CaptionSet(
        IReadOnlyList<Caption> captions, string path, CaptionReading reading, IReadOnlyList<CaptionProblem> problems) =>
        (Captions, _path, _reading, Problems) = (captions, path, reading, problems);

    private CaptionSet(CaptionSet other, IReadOnlyList<Caption> captions)
        : this(captions, other._path, other._reading, other.Problems) => Folder = other.Folder;

    /// <summary>The captions, in the order of the file.</summary>
    public IReadOnlyList<Caption> Captions { get; }

    /// <summary>What the lenient reading left out; empty after a strict one.</summary>
    public IReadOnlyList<CaptionProblem> Problems { get; }

    /// <summary>The texts of <see cref="Captions"/>, one by one.</summary>
    public IReadOnlyList<string> Texts => field ??= [.. Captions.Select(caption => caption.Text)];

    /// <summary>
    /// The images of <see cref="Captions"/>, one by one: their paths in the folder of <see cref="WithImagesIn"/>, before it their
    /// names alone.
    /// </summary>
    public IReadOnlyList<string> ImagePaths => field ??= [.. Captions.Select(caption => Path.Combine(Folder, caption.Image))];

    /// <summary>The images with their captions, in the order in which the file first names them.</summary>
    public IReadOnlyList<CaptionGroup> Images => field ??=
    [
        .. from caption in Captions
           group caption.Text by caption.Image into texts
           select new CaptionGroup(texts.Key, [.. texts]),
    ];

    /// <summary>The names of the splits in the order of the file; empty where the layout has none.</summary>
    public IReadOnlyList<string> Splits => field ??= [.. Captions.Select(caption => caption.Split).OfType<string>().Distinct()];

    private string Folder { get; init; } = "";

    /// <summary>The captions of some splits. COCO's training set by Karpathy is <c>train</c> and <c>restval</c>.</summary>
    /// <param name="names">The splits, at least one.</param>
    /// <exception cref="ArgumentException">There is no such split.</exception>
    public CaptionSet OfSplit(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length == 0 || names.Except(Splits).Any())
        {
            var unknown = string.Join("', '", names.Except(Splits));
            var known = Splits.Count > 0 ? $"there are '{string.Join("', '", Splits)}'" : "there are none";
            throw new ArgumentException($"{_path} has no split '{unknown}'; {known}.", nameof(names));
        }

        return Where(caption => names.Contains(caption.Split));
    }

    /// <summary>The captions of some images, such as those that Flickr8k lists for training, in the order of this set.</summary>
    /// <param name="names">The images, as <see cref="Caption.Image"/>; those without captions do nothing.</param>
    public CaptionSet OfImages(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);

        var images = names.ToHashSet();
        return Where(caption => images.Contains(caption.Image));
    }

    /// <summary>The captions that satisfy a condition.</summary>
    public CaptionSet Where(Func<Caption, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);

        return new CaptionSet(this, [.. Captions.Where(condition)]);
    }

    /// <summary>The captions whose images lie in a folder.</summary>
    /// <param name="folder">The folder; images may lie in folders below it if the file says so.</param>
    /// <returns>
    /// All captions, with <see cref="ImagePaths"/> in the folder; after a lenient reading without those whose image is missing,
    /// which are added to <see cref="Problems"/>.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="CaptionFormatException">After a strict reading: an image is missing.</exception>
    public CaptionSet WithImagesIn(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The image folder {folder} does not exist.");
        }

        var exists = Captions.Select(caption => caption.Image).Distinct()
            .ToDictionary(image => image, image => File.Exists(Path.Combine(folder, image)));
        var captions = Captions.ToLookup(caption => exists[caption.Image]);
        CaptionProblem[] missing = [.. captions[false].Select(caption => Missing(caption, folder))];
        return missing.Length > 0 && _reading == CaptionReading.Strict
            ? throw new CaptionFormatException(missing[0])
            : new CaptionSet([.. captions[true]], _path, _reading, [.. Problems, .. missing]) { Folder = folder };
    }

    /// <summary>
    /// One caption of each image, drawn at random: so MCSE's captions were made (its <c>preprocess/prepare_flickr.py</c>). The set
    /// itself is all captions.
    /// </summary>
    /// <param name="seed">Decides: the same seed and captions give the same choice everywhere.</param>
    /// <returns>The images in the order in which the file first names them.</returns>
    public CaptionSet OneCaptionPerImage(int seed)
    {
        var random = new SplitMix(seed, CaptionPass);
        var images = Captions.GroupBy(caption => caption.Image).Select(image => image.ToArray());
        return new CaptionSet(this, [.. images.Select(captions => captions[random.Below(captions.Length)])]);
    }

    private CaptionProblem Missing(Caption caption, string folder) =>
        new(_path, caption.Line, $"expected the image {CaptionText.Quote(caption.Image)} in {folder}, found no such file");
}
