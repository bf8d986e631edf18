using Terminal;

namespace Quickstart;

/// <summary>What the command line says.</summary>
internal sealed record QuickstartOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project samples/Quickstart -- [options]

        Without --model and --data: draws captioned scenes, trains SimCSE and MCSE on them from one start, and compares the two.
        With both: trains the model of a directory on real captions, image features and sentences (MCSE).

          --output DIR      where pictures and models are written (quickstart-output)
          --seed N          sets data, weights and order (1)
          --steps N         training steps (250; 200 with real data)
          --weight X        weight of the image objective (1; 0.2 with real data)
          --model DIR       an encoder to start from, as Hugging Face or sentence-transformers write it
          --data DIR        holds flickr8k/, sts/ and text/
          --sentences N     how many sentences of the text corpus to use (100000)
          --help            this page
        """;

    public string Output { get; init; } = "quickstart-output";

    public int Seed { get; init; } = 1;

    public int? Steps { get; init; }

    public double? Weight { get; init; }

    public string? Model { get; init; }

    public string? Data { get; init; }

    public int Sentences { get; init; } = 100_000;

    public bool Help { get; init; }

    /// <exception cref="UsageException">An option is unknown, lacks its value, or its value cannot be used.</exception>
    public static QuickstartOptions Parse(IReadOnlyList<string> arguments)
    {
        if (Arguments.AskForHelp(arguments))
        {
            return new QuickstartOptions { Help = true };
        }

        var options = Arguments.Parse(
            arguments, new QuickstartOptions(), (parsed, option, value) => parsed.With(option, value));
        return options.Model is null == options.Data is null
            ? options
            : throw new UsageException("--model and --data go together.");
    }

    private QuickstartOptions With(string option, string? value) => option switch
    {
        "--output" => this with { Output = Arguments.Text(option, value) },
        "--seed" => this with { Seed = Arguments.Number<int>(option, value, 0) },
        "--steps" => this with { Steps = Arguments.Number<int>(option, value, 1) },
        "--weight" => this with { Weight = Arguments.Number<double>(option, value, 0) },
        "--model" => this with { Model = Arguments.Text(option, value) },
        "--data" => this with { Data = Arguments.Text(option, value) },
        "--sentences" => this with { Sentences = Arguments.Number<int>(option, value, 2) },
        _ => throw new UsageException($"Unknown option: {option}"),
    };
}
