using System.Text;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Fuzz.Seeds;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>preprocessor_config.json; what it describes has to prepare a picture.</summary>
internal static class PreprocessorKind
{
    private const string File = "preprocessor_config.json";
    private const int LargestApplied = 512;   // pixels of a side; larger ones may take the memory that they take

    private static readonly RgbImage[] Pictures = [new(5, 3, new byte[45]), new(1, 900, new byte[2700])];

    public static FuzzKind Kind { get; } = new(File, Seeds)
    {
        Read = Read,
        Refusals = [typeof(CheckpointException), typeof(ImageFormatException)],
    };

    private static void Read(string folder)
    {
        var preprocessing = ImagePreprocessing.Read(Path.Combine(folder, File));
        if (preprocessing.Crop is { Width: <= LargestApplied, Height: <= LargestApplied }
            && !Pictures.All(picture => preprocessing.Apply(picture).All(float.IsFinite)))
        {
            throw new InvalidOperationException("A prepared pixel is not finite.");
        }
    }

    private static IEnumerable<Seed> Seeds() =>
    [
        Of(
            "CLIP",
            """
            {"crop_size":{"height":64,"width":64},"do_center_crop":true,"do_convert_rgb":true,"do_normalize":true,
            "do_rescale":true,"do_resize":true,"image_mean":[0.48145466,0.4578275,0.40821073],
            "image_processor_type":"CLIPImageProcessor","image_std":[0.26862954,0.26130258,0.27577711],"resample":3,
            "rescale_factor":0.00392156862745098,"size":{"shortest_edge":64}}
            """),
        Of(
            "ViT",
            """
            {"do_normalize":true,"do_resize":true,"image_mean":[0.5,0.5,0.5],"image_processor_type":"ViTImageProcessor",
            "image_std":[0.5,0.5,0.5],"resample":2,"size":{"height":32,"width":48}}
            """),
        Of("older CLIP", """{"crop_size":32,"size":40,"resample":3,"feature_extractor_type":"CLIPFeatureExtractor"}"""),
        .. ReferenceFiles.Ending(File, File),
    ];

    private static Seed Of(string name, string json) => Seed.Of(name, File, Encoding.UTF8.GetBytes(json));
}
