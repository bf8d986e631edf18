using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>Networks of images through <see cref="ImageEncoder.Load"/>; one that loads has to encode.</summary>
internal static class ImageModelKinds
{
    private const string Weights = "network.pth";
    private const string Safetensors = "network.safetensors";
    private const string Preprocessor = "preprocessor_config.json";
    private const string Picture = "picture.bmp";

    private static readonly Dictionary<string, byte[]> Beside = new()
    {
        [Preprocessor] = """
            {"crop_size":32,"size":32,"resample":2,"image_processor_type":"CLIPImageProcessor","do_center_crop":true}
            """u8.ToArray(),
        [Picture] = TinyImages.Bitmap(7, 5),
    };

    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        Of(Weights, () => [.. TinyNetworks.Torch.Select(made => (made.Key, made.Value))], ".pth"),
        Of(Safetensors, () => [.. TinyNetworks.Safetensors.Select(made => (made.Key, made.Value))]),
    ];

    private static FuzzKind Of(string file, Func<(string Name, byte[] Content)[]> made, params string[] endings) =>
        new(file, () =>
        [
            .. made().Select(network => new Seed(network.Name, With(file, network.Content), [file, file, file, Preprocessor])),
            .. ReferenceFiles.Ending(file, endings).Select(seed => seed with { Files = With(file, seed.Files[file]) }),
        ])
        {
            Read = Read,
            Refusals = [typeof(CheckpointException), typeof(CheckpointMismatchException)],
            Share = 10,
            IsNative = true,
        };

    private static Dictionary<string, byte[]> With(string file, byte[] content) =>
        FolderContent.Joined(Beside, new Dictionary<string, byte[]> { [file] = content });

    // Without what says how to prepare images, they are prepared as large as ImageNet's, which takes much longer.
    private static void Read(string folder)
    {
        using var encoder = ImageEncoder.Load(folder);
        if (File.Exists(Path.Combine(folder, Preprocessor)))
        {
            encoder.Encode(Path.Combine(folder, Picture));
        }
    }
}
