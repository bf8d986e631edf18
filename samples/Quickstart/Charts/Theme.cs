namespace Quickstart.Charts;

/// <summary>The look of the pictures, in the reader's light or dark theme.</summary>
internal static class Theme
{
    public const string Css = """

        text { font: 13px system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif; fill: #1d1d1b }
        .title { font-size: 17px; font-weight: 600 }
        .strong { font-weight: 600 }
        .small { font-size: 11px }
        .quiet { fill: #66655f }
        .surface { fill: #fcfcfa }
        .grid { stroke: #e6e4de }
        .axis { stroke: #8a8982 }
        .course { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
        .dot { stroke: #fcfcfa; stroke-width: 2 }
        line.c0, polyline.c0 { stroke: #b8561b } circle.c0 { fill: #b8561b }
        line.c1, polyline.c1 { stroke: #1c69b0 } circle.c1 { fill: #1c69b0 }
        @media (prefers-color-scheme: dark) {
          text { fill: #f2f1ec } .quiet { fill: #aaa8a0 } .surface { fill: #191918 }
          .grid { stroke: #33322f } .axis { stroke: #85837c } .dot { stroke: #191918 }
          line.c0, polyline.c0 { stroke: #f0955c } circle.c0 { fill: #f0955c }
          line.c1, polyline.c1 { stroke: #6cb2f2 } circle.c1 { fill: #6cb2f2 }
        }

        """;
}
