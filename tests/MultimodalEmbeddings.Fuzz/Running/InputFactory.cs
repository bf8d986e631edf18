using MultimodalEmbeddings.Fuzz.Kinds;
using MultimodalEmbeddings.Fuzz.Mutations;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>Makes the inputs of a run: input i depends on the kinds, the run's seed and i alone.</summary>
internal sealed class InputFactory(IReadOnlyList<FuzzKind> kinds, long seed)
{
    private const int MostDamagedFiles = 3;
    private const int RemovalsOnceIn = 64;

    private readonly FuzzKind[] _turns = [.. kinds.SelectMany(kind => Enumerable.Repeat(kind, kind.Share))];

    public FuzzKind KindOf(long index) => new Dice(seed, index).Pick(_turns);

    public FuzzInput Create(long index)
    {
        var dice = new Dice(seed, index);
        var kind = dice.Pick(_turns);
        var origin = OriginOf(kind, index, dice);
        var files = new Dictionary<string, byte[]>(origin.Files);
        var journal = new List<string>();
        foreach (var name in DamagedFiles(origin, dice))
        {
            if (files.Count > 1 && dice.OnceIn(RemovalsOnceIn))
            {
                files.Remove(name);
                journal.Add($"{name}: removed");
                continue;
            }

            var steps = new List<string>();
            dice.Other = dice.Pick(kind.Seeds).Files.GetValueOrDefault(name, []);
            files[name] = MutationTable.Damage(name, files[name], dice, steps);
            journal.Add($"{name}: {string.Join(", ", steps)}");
        }

        return new FuzzInput(index, kind, origin.Name, files, journal);
    }

    // Most inputs come from the program's own seeds, which are valid: more of those get past a reader's first check.
    private static Seed OriginOf(FuzzKind kind, long index, Dice dice)
    {
        var seeds = !dice.OnceIn(3) && kind.ValidSeeds.Count > 0 ? kind.ValidSeeds : kind.Seeds;
        return seeds[(int)(index % seeds.Count)];
    }

    private static string[] DamagedFiles(Seed origin, Dice dice) =>
        [.. Enumerable.Range(0, dice.Few(MostDamagedFiles)).Select(_ => dice.Pick(origin.Damaged)).Distinct()];
}
