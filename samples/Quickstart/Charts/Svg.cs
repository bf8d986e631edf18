using System.Xml.Linq;

namespace Quickstart.Charts;

/// <summary>The few elements of SVG that the pictures are made of.</summary>
internal static class Svg
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>A whole document on a plain surface.</summary>
    public static XElement Document(int width, int height, string title) => new(
        Namespace + "svg",
        new XAttribute("viewBox", $"0 0 {width} {height}"),
        new XAttribute("width", width),
        new XAttribute("height", height),
        new XAttribute("role", "img"),
        new XElement(Namespace + "title", title),
        new XElement(Namespace + "style", Theme.Css),
        Element("rect", "surface", ("width", width), ("height", height)));

    public static XElement Text(double x, double y, string text, string look = "", string anchor = "start")
    {
        var element = Element("text", look, ("x", x), ("y", y), ("text-anchor", anchor));
        element.Add(text);
        return element;
    }

    public static XElement Line(double x1, double y1, double x2, double y2, string look) =>
        Element("line", look, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    public static XElement Polyline(IEnumerable<(double X, double Y)> points, string look) =>
        Element("polyline", look, ("points", string.Join(' ', points.Select(point => $"{point.X:0.##},{point.Y:0.##}"))));

    public static XElement Dot(double x, double y, string look) => Element("circle", look, ("cx", x), ("cy", y), ("r", 4));

    public static XElement Picture(double x, double y, int side, byte[] png)
    {
        var address = $"data:image/png;base64,{Convert.ToBase64String(png)}";
        return Element("image", "", ("x", x), ("y", y), ("width", side), ("height", side), ("href", address));
    }

    private static XElement Element(string name, string look, params IEnumerable<(string Name, object Value)> attributes) =>
        new(Namespace + name, attributes.Prepend(("class", look)).Select(each => new XAttribute(each.Name, each.Value)));
}
