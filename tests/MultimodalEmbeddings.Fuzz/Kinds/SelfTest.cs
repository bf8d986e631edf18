using System.Runtime.InteropServices;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>A reader that does everything that none may do, one thing for each seed: shows that the harness sees it.</summary>
internal static class SelfTest
{
    private const string File = "behaviour";
    private const int Large = 100 << 20;   // bytes; beyond what an input may take

    private static readonly (string Name, Action<string> Act)[] Behaviours =
    [
        ("accepts", _ => { }),
        ("refuses", folder => throw new NotSupportedException($"{folder}: no.")),
        ("aborts", _ => Environment.FailFast("On purpose.")),
        ("overflows the stack", _ => Descend(0)),
        ("spins", _ => Spin()),
        ("sleeps", _ => Thread.Sleep(Timeout.Infinite)),
        ("throws", _ => throw new InvalidOperationException("Untyped.")),
        ("allocates", _ => GC.KeepAlive(new byte[Large])),
        ("allocates natively", _ => AllocateNatively()),
        ("writes beside the input", folder => System.IO.File.WriteAllText(Path.Combine(folder, "..", "escaped"), "")),
        ("writes into the working directory", _ => System.IO.File.WriteAllText("pwned", "")),
        ("refuses without a name", _ => throw new NotSupportedException("No.")),
    ];

    public static FuzzKind Kind { get; } = new("self-test", Seeds)
    {
        Read = Read,
        Refusals = [typeof(NotSupportedException)],
        IsNative = true,
    };

    // The mutations may do what they like to the file; its folder says which behaviour it is.
    private static IEnumerable<Seed> Seeds() => Behaviours.Select((it, index) => SeedOf(it.Name, $"{index}"));

    private static Seed SeedOf(string name, string index) =>
        new(name, new Dictionary<string, byte[]> { [File] = [1, 2, 3], [index] = [] }, [File]) { IsGenerated = false };

    private static void Read(string folder)
    {
        var index = Directory.GetFiles(folder).Select(Path.GetFileName).Single(name => name != File)!;
        Behaviours[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)].Act(folder);
    }

    private static int Descend(int depth) => Descend(depth + 1) + 1;

    private static void Spin()
    {
        while (Environment.ProcessId > 0)
        {
        }
    }

    private static void AllocateNatively()
    {
        var block = Marshal.AllocHGlobal(Large);
        for (var i = 0; i < Large; i += 4096)
        {
            Marshal.WriteByte(block, i, 1);
        }

        Marshal.FreeHGlobal(block);
    }
}
