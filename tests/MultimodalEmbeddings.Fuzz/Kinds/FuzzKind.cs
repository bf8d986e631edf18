using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>A kind of file, how it is read, and how it may be refused.</summary>
internal sealed record FuzzKind
{
    private readonly Lazy<IReadOnlyList<Seed>> _seeds;
    private readonly Lazy<IReadOnlyList<Seed>> _validSeeds;

    /// <param name="name">What the table calls it.</param>
    /// <param name="makeSeeds">Called once in a process, when the first input of the kind is made.</param>
    public FuzzKind(string name, Func<IEnumerable<Seed>> makeSeeds)
    {
        Name = name;
        _seeds = new Lazy<IReadOnlyList<Seed>>(() => [.. makeSeeds()]);
        _validSeeds = new Lazy<IReadOnlyList<Seed>>(() => [.. Seeds.Where(seed => seed.IsGenerated)]);
    }

    public string Name { get; }

    public IReadOnlyList<Seed> Seeds => _seeds.Value;

    /// <summary>Those of the program's own, which the reader accepts.</summary>
    public IReadOnlyList<Seed> ValidSeeds => _validSeeds.Value;

    /// <summary>Reads the folder with the input's files.</summary>
    public required Action<string> Read { get; init; }

    /// <summary>The exceptions with which it may refuse; those derived from them as well.</summary>
    public required IReadOnlyList<Type> Refusals { get; init; }

    /// <summary>How many inputs it gets for each one of a kind of share 1.</summary>
    public int Share { get; init; } = 20;

    /// <summary>Whether it allocates outside of the managed heap, so that the process's peak is measured.</summary>
    public bool IsNative { get; init; }

    public bool Refuses(Exception exception) => Refusals.Any(type => type.IsInstanceOfType(exception));
}
