using System.Xml.Linq;

namespace Quickstart.Charts;

/// <summary>Draws pictures in columns, each with its caption below.</summary>
internal static class ContactSheet
{
    private const int Columns = 4, CellWidth = 200, CellHeight = 216, Side = 144, CharactersPerLine = 31;

    /// <param name="title">The sheet's heading.</param>
    /// <param name="pictures">PNG files and their captions.</param>
    public static XElement Draw(string title, IReadOnlyList<(byte[] Png, string Caption)> pictures)
    {
        var rows = (pictures.Count + Columns - 1) / Columns;
        var svg = Svg.Document((Columns * CellWidth) + 24, (rows * CellHeight) + 60, title);
        svg.Add(Svg.Text(24, 34, title, "title"), pictures.Select(Cell));
        return svg;
    }

    private static IEnumerable<XElement> Cell((byte[] Png, string Caption) picture, int index)
    {
        var (x, y) = (24 + (index % Columns * CellWidth), 52 + (index / Columns * CellHeight));
        return Lines(picture.Caption)
            .Select((line, number) => Svg.Text(x, y + Side + 16 + (number * 14), line, "small"))
            .Prepend(Svg.Picture(x, y, Side, picture.Png));
    }

    private static IEnumerable<string> Lines(string caption)
    {
        var line = "";
        foreach (var word in caption.Split(' '))
        {
            if (line.Length + word.Length >= CharactersPerLine)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
