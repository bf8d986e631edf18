namespace Quickstart.Scenes;

internal enum Shape { Circle, Square, Triangle, Star, Diamond, Bar }

internal enum Colour { Red, Green, Blue, Yellow, Purple, Black }

internal enum Size { Small, Large }

internal enum Place { Left, Right, Top, Bottom, Middle }

/// <summary>One thing in a picture: what it looks like and where it stands.</summary>
internal readonly record struct Thing(Shape Shape, Colour Colour, Size Size, Place Place)
{
    public const int Properties = 4;

    /// <summary>How many of the four properties two things share.</summary>
    public int Shared(Thing other)
    {
        ReadOnlySpan<bool> shared = [Shape == other.Shape, Colour == other.Colour, Size == other.Size, Place == other.Place];
        return shared.Count(true);
    }
}
