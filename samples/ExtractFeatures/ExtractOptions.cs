using Terminal;

namespace ExtractFeatures;

/// <summary>What the command line says.</summary>
internal sealed record ExtractOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project samples/ExtractFeatures -- --model FILE --images DIR --captions FILE [options]

        Encodes the images that captions belong to, and writes their features and the captions in the same order: row i of the
        one belongs to line i of the other. A stopped program goes on where it was.

          --model PATH      an image network as torchvision has it: ResNet or MobileNetV2, .pth or .safetensors
          --images DIR      the folder of images
          --captions FILE   Flickr8k.token.txt, results.csv, captions.csv, Karpathy's dataset.json or COCO's captions
          --output FILE     features, .safetensors or .h5 (features.safetensors); captions go beside it, in .captions.txt
          --split LIST      of Karpathy's dataset.json, such as train,restval (all)
          --one-caption N   one caption of each image, drawn by the seed N (all captions)
          --cache DIR       where the features of single images are kept (.image-features beside the images)
          --help            this page
        """;

    public string Model { get; init; } = "";

    public string Images { get; init; } = "";

    public string Captions { get; init; } = "";

    public string Output { get; init; } = "features.safetensors";

    public IReadOnlyList<string> Splits { get; init; } = [];

    public int? CaptionSeed { get; init; }

    public string? Cache { get; init; }

    public bool Help { get; init; }

    /// <exception cref="UsageException">An option is unknown, lacks its value, or its value cannot be used.</exception>
    public static ExtractOptions Parse(IReadOnlyList<string> arguments) => Arguments.AskForHelp(arguments)
        ? new ExtractOptions { Help = true }
        : Arguments.Parse(arguments, new ExtractOptions(), (options, option, value) => options.With(option, value)).Checked();

    private ExtractOptions With(string option, string? value) => option switch
    {
        "--model" => this with { Model = Arguments.Text(option, value) },
        "--images" => this with { Images = Arguments.Text(option, value) },
        "--captions" => this with { Captions = Arguments.Text(option, value) },
        "--output" => this with { Output = Arguments.Text(option, value) },
        "--split" => this with { Splits = Arguments.Text(option, value).Split(',', StringSplitOptions.TrimEntries) },
        "--one-caption" => this with { CaptionSeed = Arguments.Number(option, value, 0) },
        "--cache" => this with { Cache = Arguments.Text(option, value) },
        _ => throw new UsageException($"Unknown option: {option}"),
    };

    private ExtractOptions Checked() => Model.Length > 0 && Images.Length > 0 && Captions.Length > 0
        ? this
        : throw new UsageException("--model, --images and --captions are needed.");
}
