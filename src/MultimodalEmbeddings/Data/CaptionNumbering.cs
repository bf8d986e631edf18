using System.Globalization;

namespace MultimodalEmbeddings.Data;

/// <summary>Captions that are numbered within their image: no number comes twice.</summary>
internal sealed class CaptionNumbering(CaptionProblemLog problems)
{
    private readonly HashSet<(string Image, long Number)> _seen = [];

    /// <param name="line">The line they stand on.</param>
    /// <param name="image">The image's name.</param>
    /// <param name="number">Should be a number.</param>
    /// <param name="text">The caption.</param>
    /// <returns>The caption; null where it has a problem.</returns>
    public Caption? Accept(int line, string image, string number, string text) =>
        Fault(image, number, text) is { } fault ? problems.Skip<Caption>(line, fault) : new Caption(image, text) { Line = line };

    private string? Fault(string image, string number, string text)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return $"expected a number of the caption, found {CaptionText.Quote(number)}";
        }

        if ((CaptionImageName.Fault(image) ?? CaptionText.Fault(text)) is { } fault)
        {
            return fault;
        }

        return _seen.Add((image, parsed))
            ? null
            : $"expected each caption of {CaptionText.Quote(image)} once, found number {parsed} again";
    }
}
