namespace Quickstart.Scenes;

/// <summary>Two things in different places. Which of them is named first means nothing.</summary>
internal sealed record Scene(Thing First, Thing Second)
{
    public Scene Swapped => new(Second, First);

    /// <summary>The gold similarity: how much two scenes share, from 0 (nothing) to 5 (all), as in the STS tasks.</summary>
    public double SimilarityTo(Scene other)
    {
        var asNamed = First.Shared(other.First) + Second.Shared(other.Second);
        var crossed = First.Shared(other.Second) + Second.Shared(other.First);
        return 5.0 * Math.Max(asNamed, crossed) / (2 * Thing.Properties);
    }
}
