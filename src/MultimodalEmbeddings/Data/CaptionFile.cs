namespace MultimodalEmbeddings.Data;

/// <summary>Files of image captions in the layouts that data sets come in.</summary>
/// <remarks>
/// Text is UTF-8, with or without byte-order mark; an invalid byte is a problem with its line, never a replacement character.
/// Lines end at LF, CR LF or CR alone. Captions are without white space around them, as Python's <c>strip()</c> leaves them.
/// Image names that lead out of the image folder are problems. A file that ends in .gz is read through gzip.
/// </remarks>
public static class CaptionFile
{
    /// <summary>Reads any layout that can be told by its beginning: all of the others but lines.</summary>
    /// <inheritdoc cref="ReadFlickr8k"/>
    public static CaptionSet Read(string path, CaptionReading reading = CaptionReading.Strict) =>
        Read(path, reading, CaptionLayouts.Read);

    /// <summary>Reads <c>Flickr8k.token.txt</c> and its like: <c>image.jpg#2</c>, a tab, the caption.</summary>
    /// <param name="path">The file of captions.</param>
    /// <param name="reading">Whether a problem is an error, or is left out and reported.</param>
    /// <returns>The captions in the order of the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CaptionFormatException">The file is not of this layout.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CaptionSet ReadFlickr8k(string path, CaptionReading reading = CaptionReading.Strict) =>
        Read(path, reading, CaptionTokenLayout.Read);

    /// <summary>
    /// Reads Flickr30k's <c>results.csv</c>: the header <c>image_name| comment_number| comment</c>, then
    /// <c>image.jpg| 2| the caption</c>. Quotes and further bars belong to the caption.
    /// </summary>
    /// <remarks>The published file has one line without its second bar: a problem; the lenient reading leaves it out.</remarks>
    /// <inheritdoc cref="ReadFlickr8k"/>
    public static CaptionSet ReadFlickr30kCsv(string path, CaptionReading reading = CaptionReading.Strict) =>
        Read(path, reading, CaptionBarLayout.Read);

    /// <summary>
    /// Reads comma-separated values: the header <c>image,caption</c>, then one caption a row, with quoting as in RFC 4180. A line
    /// break within quotes is one LF.
    /// </summary>
    /// <inheritdoc cref="ReadFlickr8k"/>
    public static CaptionSet ReadCsv(string path, CaptionReading reading = CaptionReading.Strict) =>
        Read(path, reading, CaptionCommaLayout.Read);

    /// <summary>
    /// Reads Karpathy's <c>dataset_flickr8k.json</c>, <c>dataset_flickr30k.json</c> or <c>dataset_coco.json</c>, all splits:
    /// <see cref="CaptionSet.OfSplit"/> chooses.
    /// </summary>
    /// <remarks>The caption is <c>raw</c>. A <c>filepath</c> goes before the file's name: <c>train2014/x.jpg</c>.</remarks>
    /// <inheritdoc cref="ReadFlickr8k"/>
    public static CaptionSet ReadKarpathy(string path, CaptionReading reading = CaptionReading.Strict) =>
        Read(path, reading, input => CaptionJson.Read(input, CaptionKarpathyLayout.Read));

    /// <summary>Reads COCO's <c>captions_train2017.json</c> and its like, in the order of <c>annotations</c>.</summary>
    /// <inheritdoc cref="ReadFlickr8k"/>
    public static CaptionSet ReadCoco(string path, CaptionReading reading = CaptionReading.Strict) =>
        Read(path, reading, input => CaptionJson.Read(input, CaptionCocoLayout.Read));

    /// <summary>Reads plain lines: caption i, or the name of image i. An empty line is an empty sentence.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CaptionFormatException">A line is not UTF-8.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> ReadLines(string path)
    {
        var input = CaptionInput.Open(path, CaptionReading.Strict);
        return [.. input.Lines().Select(line => CaptionText.Strip(line.Text))];
    }

    /// <summary>Reads plain lines of which line i describes row i of a matrix of features.</summary>
    /// <param name="path">The file of lines.</param>
    /// <param name="rows">The number of rows: <see cref="FeatureMatrix.Rows"/>.</param>
    /// <exception cref="CaptionFormatException">There are more lines than rows, or fewer; or one is not UTF-8.</exception>
    /// <inheritdoc cref="ReadLines(string)"/>
    public static IReadOnlyList<string> ReadLines(string path, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);

        var lines = ReadLines(path);
        return lines.Count == rows ? lines : throw Mismatch(path, lines.Count, $"the {rows} rows of features");
    }

    /// <summary>Reads two files of plain lines: caption i describes image i.</summary>
    /// <param name="path">The file of captions.</param>
    /// <param name="imagesPath">The file of the images' names. A name may occur more than once.</param>
    /// <param name="reading">Whether a problem is an error, or is left out and reported.</param>
    /// <exception cref="CaptionFormatException">
    /// The files have different numbers of lines, or a line is not UTF-8; in the strict reading, a name or a caption is empty.
    /// </exception>
    /// <inheritdoc cref="ReadLines(string)"/>
    public static CaptionSet ReadLinesWithImages(string path, string imagesPath, CaptionReading reading = CaptionReading.Strict)
    {
        var (captions, images) = (ReadLines(path), ReadLines(imagesPath));
        if (captions.Count != images.Count)
        {
            throw Mismatch(path, captions.Count, $"the {images.Count} images of {imagesPath}");
        }

        var problems = new CaptionProblemLog(path, reading);
        return new CaptionSet([.. CaptionPairs.Read(captions, images, problems)], path, reading, problems.All);
    }

    private static CaptionFormatException Mismatch(string path, int lines, string others) => new(
        new CaptionProblem(path, null, $"expected as many lines as {others}, found {lines}; line i must describe image i"));

    private static CaptionSet Read(string path, CaptionReading reading, Func<CaptionInput, IEnumerable<Caption>> layout)
    {
        var input = CaptionInput.Open(path, reading);
        return new CaptionSet([.. layout(input)], path, reading, input.Problems.All);
    }
}
