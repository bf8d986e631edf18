using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>What an image processor of transformers does where its file says nothing.</summary>
/// <param name="Defaults">The defaults, without the crop where <paramref name="Crops"/> is false.</param>
/// <param name="Crops">Whether pictures are cropped.</param>
/// <param name="KeepsProportion">Whether a size that is a single number is that of the shorter side.</param>
internal sealed record PreprocessorFamily(ImagePreprocessing Defaults, bool Crops, bool KeepsProportion)
{
    private static readonly PreprocessorFamily Clip = new(
        ImagePreprocessing.Clip with { Crop = new CentreCrop(224, 224, CropRounding.Down) }, Crops: true, KeepsProportion: true);

    private static readonly PreprocessorFamily Vit = new(
        new ImagePreprocessing
        {
            Resize = new ExactSize(224, 224),
            Interpolation = Interpolation.Bilinear,
            Crop = new CentreCrop(224, 224, CropRounding.Down),
            Mean = new ChannelValues(0.5f, 0.5f, 0.5f),
            StandardDeviation = new ChannelValues(0.5f, 0.5f, 0.5f),
        },
        Crops: false,
        KeepsProportion: false);

    // The name of a class went by these endings over time.
    private static readonly string[] Endings = ["FeatureExtractor", "ImageProcessor", "ImageProcessorFast", "ImageProcessorPil"];

    /// <summary>The family of a file; one without a type is ViT's, whose first files had none, unless it crops.</summary>
    /// <exception cref="CheckpointException">It is of another type.</exception>
    public static PreprocessorFamily Of(string path, JsonFields fields)
    {
        var type = fields.Text("image_processor_type") ?? fields.Text("feature_extractor_type");
        var family = Endings.Where(ending => type?.EndsWith(ending, StringComparison.Ordinal) == true)
            .Select(ending => type![..^ending.Length]).FirstOrDefault();
        return (type, family) switch
        {
            (null, _) => fields.Flag("do_center_crop", absent: false) ? Clip : Vit,
            (_, "CLIP") => Clip,
            (_, "ViT") => Vit,
            _ => throw new CheckpointException(
                path, $"has the image processor {type}, which is not supported; CLIPImageProcessor and ViTImageProcessor are."),
        };
    }
}
