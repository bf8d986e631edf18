using System.Globalization;
using System.Xml.Linq;

namespace MultimodalEmbeddings.Training;

/// <summary>The few elements of SVG that a chart is made of.</summary>
internal static class TrainingReportSvg
{
    // Colours that keep apart for the colour-blind too (Okabe and Ito 2008), lighter on dark.
    private const string Css = """

        text { font: 13px system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif; fill: #1d1d1b }
        .title { font-size: 17px; font-weight: 600 } .strong { font-weight: 600 } .quiet { fill: #66655f }
        .surface { fill: #fcfcfa } .grid { stroke: #e6e4de } .axis { stroke: #8a8982 }
        .kept { stroke: #8a8982; stroke-dasharray: 4 3 }
        .course { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
        .each { stroke-width: 1; opacity: 0.35 } .dot { stroke: #fcfcfa; stroke-width: 1.5 }
        .c0 { stroke: #b8561b } .c1 { stroke: #1c69b0 } .c2 { stroke: #0d7a5f }
        .c3 { stroke: #8a5a9e } .c4 { stroke: #a37a00 } .plain { stroke: #66655f }
        circle.c2 { fill: #0d7a5f; stroke: #fcfcfa } circle.c3 { fill: #8a5a9e; stroke: #fcfcfa }
        circle.c4 { fill: #a37a00; stroke: #fcfcfa } circle.plain { fill: #66655f; stroke: #fcfcfa }
        @media (prefers-color-scheme: dark) {
          text { fill: #f2f1ec } .quiet { fill: #aaa8a0 } .surface { fill: #191918 }
          .grid { stroke: #33322f } .axis, .kept { stroke: #85837c }
          .c0 { stroke: #f0955c } .c1 { stroke: #6cb2f2 } .c2 { stroke: #4fc3a1 }
          .c3 { stroke: #c59ad8 } .c4 { stroke: #e0b94a } .plain { stroke: #aaa8a0 }
          circle.c2 { fill: #4fc3a1; stroke: #191918 } circle.c3 { fill: #c59ad8; stroke: #191918 }
          circle.c4 { fill: #e0b94a; stroke: #191918 } circle.plain { fill: #aaa8a0; stroke: #191918 }
        }

        """;

    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>A whole document on a plain surface.</summary>
    public static XElement Document(int width, int height, string title) => new(
        Namespace + "svg",
        new XAttribute("viewBox", $"0 0 {width} {height}"),
        new XAttribute("width", width),
        new XAttribute("height", height),
        new XAttribute("role", "img"),
        new XElement(Namespace + "title", title),
        new XElement(Namespace + "style", Css.ReplaceLineEndings("\n")),
        Element("rect", "surface", ("width", $"{width}"), ("height", $"{height}")));

    public static XElement Text(double x, double y, string text, string look, string anchor = "start")
    {
        var element = Element("text", look, ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));
        element.Add(text);
        return element;
    }

    public static XElement Line((double X, double Y) from, (double X, double Y) to, string look) => Element(
        "line", look, ("x1", Number(from.X)), ("y1", Number(from.Y)), ("x2", Number(to.X)), ("y2", Number(to.Y)));

    public static XElement Polyline(IEnumerable<(double X, double Y)> points, string look) =>
        Element("polyline", look, ("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))));

    public static XElement Dot((double X, double Y) centre, string look) =>
        Element("circle", look, ("cx", Number(centre.X)), ("cy", Number(centre.Y)), ("r", "4"));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static XElement Element(string name, string look, params IEnumerable<(string Name, string Value)> attributes) =>
        new(
            Namespace + name,
            attributes.Prepend((Name: "class", Value: look)).Select(each => new XAttribute(each.Name, each.Value)));
}
