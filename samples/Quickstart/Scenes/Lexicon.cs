namespace Quickstart.Scenes;

/// <summary>
/// The words for everything that can be seen. The words of a row mean the same and share nothing that would tell: that "crimson"
/// is "red" can be learned from pictures, or not at all.
/// </summary>
internal static class Lexicon
{
    private static readonly string[][] ShapeWords =
    [
        ["circle", "disc", "ball", "orb"],
        ["square", "box", "block", "tile"],
        ["triangle", "wedge", "pyramid", "cone"],
        ["star", "pentagram", "asterisk", "spark"],
        ["diamond", "rhombus", "lozenge", "kite"],
        ["bar", "stripe", "plank", "beam"],
    ];

    private static readonly string[][] ColourWords =
    [
        ["red", "crimson", "scarlet", "ruby"],
        ["green", "emerald", "jade", "fern"],
        ["blue", "azure", "cobalt", "sapphire"],
        ["yellow", "golden", "lemon", "canary"],
        ["purple", "violet", "plum", "amethyst"],
        ["black", "ebony", "inky", "sooty"],
    ];

    private static readonly string[][] SizeWords =
    [
        ["small", "little", "tiny", "wee"],
        ["large", "big", "huge", "giant"],
    ];

    private static readonly string[][] PlaceWords =
    [
        ["on the left", "in the west", "to port"],
        ["on the right", "in the east", "to starboard"],
        ["at the top", "in the north", "high up"],
        ["at the bottom", "in the south", "low down"],
        ["in the middle", "at the centre", "halfway"],
    ];

    public static IReadOnlyList<string> For(Shape shape) => ShapeWords[(int)shape];

    public static IReadOnlyList<string> For(Colour colour) => ColourWords[(int)colour];

    public static IReadOnlyList<string> For(Size size) => SizeWords[(int)size];

    public static IReadOnlyList<string> For(Place place) => PlaceWords[(int)place];
}
