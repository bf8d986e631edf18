using Terminal;

namespace ReproduceMcse;

/// <summary>What the command line says.</summary>
internal sealed record ReproduceOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project samples/ReproduceMcse -- [options]

        Trains SimCSE, MCSE, and MCSE with shuffled images from one start over several seeds, measures each run on the STS
        tasks, and compares means and standard errors with those of the Python original. Finished runs are kept: a stopped
        program goes on where it was.

          --model DIR        the encoder to start from (../shared/models/all-MiniLM-L6-v2)
          --data DIR         holds flickr8k/, sts/ and text/ (../shared/data)
          --output DIR       where runs.json is kept (reproduce-output)
          --report FILE      also writes the tables as Markdown
          --seeds LIST       such as 0,1,2 (0,1,2,3,4)
          --arms LIST        of simcse, mcse and shuffled (all three)
          --steps N          training steps (200)
          --sentences N      sentences of the text corpus (100000)
          --precision NAME   of the products in training, bfloat16 as the original's, or float32 (bfloat16)
          --help             this page
        """;

    public string Model { get; init; } = "../shared/models/all-MiniLM-L6-v2";

    public string Data { get; init; } = "../shared/data";

    public string Output { get; init; } = "reproduce-output";

    public string? Report { get; init; }

    public IReadOnlyList<int> Seeds { get; init; } = [0, 1, 2, 3, 4];

    public IReadOnlyList<Arm> Arms { get; init; } = Arm.All;

    public int Steps { get; init; } = Protocol.Steps;

    public int Sentences { get; init; } = Protocol.Sentences;

    public string Precision { get; init; } = Protocol.Precision;

    public bool Help { get; init; }

    public RunSettings Settings => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Model))), Steps, Sentences, Precision);

    /// <exception cref="UsageException">An option is unknown, lacks its value, or its value cannot be used.</exception>
    public static ReproduceOptions Parse(IReadOnlyList<string> arguments) => Arguments.AskForHelp(arguments)
        ? new ReproduceOptions { Help = true }
        : Arguments.Parse(arguments, new ReproduceOptions(), (options, option, value) => options.With(option, value));

    private ReproduceOptions With(string option, string? value) => option switch
    {
        "--model" => this with { Model = Arguments.Text(option, value) },
        "--data" => this with { Data = Arguments.Text(option, value) },
        "--output" => this with { Output = Arguments.Text(option, value) },
        "--report" => this with { Report = Arguments.Text(option, value) },
        "--seeds" => this with { Seeds = [.. List(option, value).Select(seed => Arguments.Number(option, seed, 0)).Distinct()] },
        "--arms" => this with { Arms = [.. List(option, value).Select(Arm.Of).Distinct()] },
        "--steps" => this with { Steps = Arguments.Number(option, value, 1) },
        "--sentences" => this with { Sentences = Arguments.Number(option, value, 64) },
        "--precision" => this with { Precision = PrecisionOf(Arguments.Text(option, value)) },
        _ => throw new UsageException($"Unknown option: {option}"),
    };

    private static string[] List(string option, string? value) =>
        Arguments.Text(option, value).Split(',', StringSplitOptions.TrimEntries);

    private static string PrecisionOf(string name) => Protocol.Precisions.ContainsKey(name)
        ? name
        : throw new UsageException($"--precision must be {string.Join(" or ", Protocol.Precisions.Keys)}; it is '{name}'.");
}
