using Quickstart.Scenes;

namespace Quickstart.Training;

/// <summary>A sentence and the scene it tells of.</summary>
internal sealed record Probe(string Sentence, Scene Scene)
{
    public static readonly Probe Plain = new(
        "A small red circle on the left and a large blue square at the top.",
        new Scene(
            new Thing(Shape.Circle, Colour.Red, Size.Small, Place.Left),
            new Thing(Shape.Square, Colour.Blue, Size.Large, Place.Top)));

    /// <summary>The same scene in other words.</summary>
    public static readonly Probe Reworded = Plain with { Sentence = "High up a huge azure box, to port a tiny crimson disc." };

    /// <summary>The same words for the most part, but another scene.</summary>
    public static readonly Probe Changed = new(
        "A large green circle on the left and a small black square at the bottom.",
        new Scene(
            new Thing(Shape.Circle, Colour.Green, Size.Large, Place.Left),
            new Thing(Shape.Square, Colour.Black, Size.Small, Place.Bottom)));
}
