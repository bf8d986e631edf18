using System.Globalization;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>What the command line says.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project tests/MultimodalEmbeddings.Benchmarks -- BENCHMARK [options]

        Runs the variants in turns (A B C A B C ...) in one process, and prints medians and ratios to the baseline that
        the table names. Ratios are medians over the rounds, so that load which comes and goes weighs on all alike.

          encode          SentenceEncoder against plain TorchSharp; exit code 1 if embeddings differ by more than 1e-5.
                          ONNX Runtime is not among the variants yet: it comes with the inference engine, as its opponent.
          opponents       ONNX Runtime against itself: the exported model, models of its own operators, and int8 ones, in several
                          settings; exit code 1 if embeddings differ from the modules'
          training-step   the trainer's step, float32 and bfloat16, against a plain TorchSharp loop with optim.AdamW and, where
                          python3 has torch (Debian: python3-torch with libopenblas0), PyTorch; exit code 1 if losses differ
          training-memory peak memory of steps of 64 sentences and of 1,024 in chunks, each in a process of its own
                          (training-memory-one --sentences N --chunk N is one of them, of --rounds steps); exit code 1 if no
                          size of chunks keeps 1,024 sentences within 1.2 times the memory of 64
          tokenize        tokens per second, and the share of encoding that tokenising takes
          load            time and peak memory of loading generated weights of 12 x 768, safetensors and .bin, each in a
                          process of its own (load-one --model DIR is one of them); exit code 1 above 1.3 times the weights

          images          images per second from JPEG files to features, ResNet-50 and MobileNetV2, against PyTorch with
                          Pillow (Debian: python3-torch, python3-pil); exit code 1 if features differ by more than 1e-4 of
                          the largest (images-one --work FILE is our side, in a process of its own)

          --model DIR     an encoder as Hugging Face writes it, instead of untrained ones of 6 x 384 and 12 x 768
          --threads LIST  threads of libtorch, such as 1 or 1,2 (encode: 1 and 2; training-step: all cores)
          --rounds N      how often each variant runs, after one round to warm up (5)
          --sentences N   short sentences of a round for a model of 6 x 384; there are fewer longer ones, and fewer for
                          larger models (encode: 192; tokenize: 4000)
          --images N      images of a round for ResNet-50, a multiple of 16; four times as many for MobileNetV2 (32)
          --quick         few sentences and rounds, one small model: shows in some 20 seconds that everything runs
          --help          this page

        Sentences come from the STS tasks and captions of MULTIMODAL_EMBEDDINGS_SHARED (../shared); where that is absent
        they are drawn from a seed with the same lengths.
        """;

    private static readonly string[] Benchmarks =
        [
            "encode", "opponents", "training-step", "training-memory", "training-memory-one", "tokenize", "load", "load-one",
            "images", "images-one",
        ];

    private readonly int? _rounds;

    public string Benchmark { get; init; } = "";

    public string? Model { get; init; }

    public IReadOnlyList<int>? Threads { get; init; }

    public int Rounds
    {
        get => _rounds ?? (Quick ? 1 : 5);
        init => _rounds = value;
    }

    public int? Sentences { get; init; }

    public int? Chunk { get; init; }

    public int? Images { get; init; }

    public string? Work { get; init; }

    public bool Quick { get; init; }

    public bool Help { get; init; }

    /// <exception cref="UsageException">An option is unknown, lacks its value, or its value cannot be used.</exception>
    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            options = argument switch
            {
                "--quick" => options with { Quick = true },
                "--help" or "-h" => options with { Help = true },
                _ when Benchmarks.Contains(argument) && options.Benchmark.Length == 0 => options with { Benchmark = argument },
                _ => options.With(argument, arguments.ElementAtOrDefault(++i)),
            };
        }

        return options.Help || options.Benchmark.Length > 0
            ? options.Checked()
            : throw new UsageException($"Say which benchmark: {string.Join(", ", Benchmarks)}.");
    }

    private BenchmarkOptions Checked() => (Benchmark, Model, Sentences, Chunk) switch
    {
        ("load-one", null, _, _) => throw new UsageException("load-one needs --model."),
        ("training-memory-one", _, null, _) or ("training-memory-one", _, _, null) =>
            throw new UsageException("training-memory-one needs --sentences and --chunk."),
        ("images-one", _, _, _) when Work is null => throw new UsageException("images-one needs --work."),
        _ when Images % 16 > 0 => throw new UsageException($"--images {Images} is no multiple of 16."),
        _ => this,
    };

    private BenchmarkOptions With(string option, string? value) => option switch
    {
        "--model" => this with { Model = Text(option, value) },
        "--threads" => this with { Threads = [.. Text(option, value).Split(',').Select(part => Number(option, part))] },
        "--rounds" => this with { Rounds = Number(option, value) },
        "--sentences" => this with { Sentences = Number(option, value) },
        "--chunk" => this with { Chunk = Number(option, value) },
        "--images" => this with { Images = Number(option, value) },
        "--work" => this with { Work = Text(option, value) },
        _ => throw new UsageException($"Unknown option: {option}"),
    };

    private static string Text(string option, string? value) =>
        string.IsNullOrWhiteSpace(value) || value.StartsWith("--", StringComparison.Ordinal)
            ? throw new UsageException($"{option} needs a value.")
            : value;

    private static int Number(string option, string? value) =>
        int.TryParse(Text(option, value), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number
            : throw new UsageException($"{option} needs a number, at least 1; '{value}' is none.");
}
