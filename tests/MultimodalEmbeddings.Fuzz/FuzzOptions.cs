using System.Globalization;
using MultimodalEmbeddings.Fuzz.Kinds;

namespace MultimodalEmbeddings.Fuzz;

/// <summary>What the command line says.</summary>
internal sealed record FuzzOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project tests/MultimodalEmbeddings.Fuzz -- [options]

        Damages every kind of file that the library reads, and reads the results in child processes. A reader accepts a file or
        refuses it with an exception of its own that names a file or the folder; anything else is a finding, and the exit code is
        then 1: another exception, the end of the process, more than 2 s of processor time, more than
        64 MiB of memory beyond the file's size, a file written.

          --inputs N      how many (1000000)
          --seed N        another seed, other inputs; the same inputs for the same seed, kinds and reference folder (1)
          --kinds LIST    some kinds only, such as tokenizer.json,vocab.txt
          --workers N     child processes (as many as there are processors)
          --only I        one input again, in this process; its files stay in a temporary folder
          --report FILE   the table in columns with tabs between them as well
          --patience N    seconds that a worker may stand still without using the processor (60)
          --list          the kinds
          --help          this page

        Files of MULTIMODAL_EMBEDDINGS_REFERENCE (../shared/reference), where it exists, are damaged beside the program's own.
        """;

    public long Inputs { get; init; } = 1_000_000;

    public long Seed { get; init; } = 1;

    /// <summary>The kinds as the command line lists them; null for all.</summary>
    public string? KindList { get; init; }

    public IReadOnlyList<FuzzKind> Kinds => KindList is null ? KindTable.All : KindTable.Named(KindList);

    public int Workers { get; init; } = Environment.ProcessorCount;

    public long? Only { get; init; }

    public string? Report { get; init; }

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    public bool List { get; init; }

    public bool Help { get; init; }

    /// <exception cref="UsageException">An option is unknown, lacks its value, or its value cannot be used.</exception>
    public static FuzzOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new FuzzOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--list" => options with { List = true },
                "--help" or "-h" => options with { Help = true },
                _ => options.With(arguments[i], arguments.ElementAtOrDefault(++i)),
            };
        }

        _ = options.Kinds;
        return options;
    }

    /// <summary>The command that reads one input again.</summary>
    public string CommandFor(long index) =>
        "dotnet run -c Release --project tests/MultimodalEmbeddings.Fuzz -- "
        + $"--seed {Seed}{(KindList is null ? "" : $" --kinds \"{KindList}\"")} --only {index}";

    private FuzzOptions With(string option, string? value) => option switch
    {
        "--inputs" => this with { Inputs = Number(option, value, 1) },
        "--seed" => this with { Seed = Number(option, value, 0) },
        "--kinds" => this with { KindList = Text(option, value) },
        "--workers" => this with { Workers = (int)Number(option, value, 1) },
        "--only" => this with { Only = Number(option, value, 0) },
        "--report" => this with { Report = Path.GetFullPath(Text(option, value)) },
        "--patience" => this with { Patience = TimeSpan.FromSeconds(Number(option, value, 1)) },
        _ => throw new UsageException($"Unknown option: {option}"),
    };

    private static string Text(string option, string? value) =>
        string.IsNullOrWhiteSpace(value) || value.StartsWith("--", StringComparison.Ordinal)
            ? throw new UsageException($"{option} needs a value.")
            : value;

    private static long Number(string option, string? value, int least) =>
        int.TryParse(Text(option, value), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new UsageException($"{option} needs a number, at least {least}; '{value}' is none.");
}
