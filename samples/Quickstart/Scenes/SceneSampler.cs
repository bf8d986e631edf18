namespace Quickstart.Scenes;

/// <summary>Draws scenes, and variations of a scene that share a part of it.</summary>
internal sealed class SceneSampler(Random random)
{
    public Scene Next()
    {
        var first = NextThing();
        return new Scene(first, NextThing() with { Place = OtherPlace(first.Place) });
    }

    /// <summary>A scene in which some of the eight properties are drawn anew.</summary>
    /// <param name="scene">Where it starts from.</param>
    /// <param name="changes">How many properties are drawn, from 0 to 8; a draw may give what was there.</param>
    public Scene Vary(Scene scene, int changes)
    {
        int[] properties = [0, 1, 2, 3, 4, 5, 6, 7];
        random.Shuffle(properties);
        foreach (var property in properties.AsSpan(0, changes))
        {
            scene = property < Thing.Properties
                ? scene with { First = Redraw(scene.First, property, scene.Second.Place) }
                : scene with { Second = Redraw(scene.Second, property - Thing.Properties, scene.First.Place) };
        }

        return scene;
    }

    private Thing NextThing() => new(Any<Shape>(), Any<Colour>(), Any<Size>(), Any<Place>());

    private Thing Redraw(Thing thing, int property, Place taken) => property switch
    {
        0 => thing with { Shape = Any<Shape>() },
        1 => thing with { Colour = Any<Colour>() },
        2 => thing with { Size = Any<Size>() },
        _ => thing with { Place = OtherPlace(taken) },
    };

    private Place OtherPlace(Place taken)
    {
        var place = Any<Place>();
        return place == taken ? OtherPlace(taken) : place;
    }

    private T Any<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[random.Next(values.Length)];
    }
}
