using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>Reads <c>preprocessor_config.json</c>, or the <c>image_processor</c> of <c>processor_config.json</c>.</summary>
/// <remarks>Where a key is absent, the defaults of transformers' image processors count.</remarks>
internal static class PreprocessorFile
{
    /// <exception cref="CheckpointException">The file is missing, broken, or asks for what is not supported.</exception>
    public static ImagePreprocessing Read(string path)
    {
        var preprocessing = Parse(path, JsonFields.Read(path));
        var faults = string.Join(" ", ImagePreprocessingRules.Faults(preprocessing));
        return faults.Length == 0
            ? preprocessing
            : throw new CheckpointException(path, $"does not describe how pictures can be prepared: {faults}");
    }

    private static ImagePreprocessing Parse(string path, JsonFields root)
    {
        var fields = root.Object("image_processor") ?? root;
        RefuseUnsupported(fields);
        var family = PreprocessorFamily.Of(path, fields);
        var sizes = new PreprocessorSizes(path, fields, family);
        var (defaults, resize) = (family.Defaults, sizes.Resize());
        var normalizes = fields.Flag("do_normalize", absent: true);
        return new ImagePreprocessing
        {
            Resize = resize,
            Interpolation = ReadInterpolation(path, fields, defaults.Interpolation),
            Crop = sizes.Crop(resize),
            Scale = ReadScale(fields, defaults.Scale),
            Mean = normalizes ? ReadChannels(path, fields, "image_mean") ?? defaults.Mean : default,
            StandardDeviation = normalizes
                ? ReadChannels(path, fields, "image_std") ?? defaults.StandardDeviation
                : new ChannelValues(1, 1, 1),
        };
    }

    private static void RefuseUnsupported(JsonFields fields)
    {
        if (!fields.Flag("do_resize", absent: true))
        {
            fields.Refuse("leaves pictures at their own sizes (do_resize is false), which is not supported; one size is needed.");
        }

        if (fields.Flag("do_pad", absent: false))
        {
            fields.Refuse("pads pictures (do_pad), which is not supported; they are resized and cropped.");
        }
    }

    // Pillow's numbers of its filters.
    private static Interpolation ReadInterpolation(string path, JsonFields fields, Interpolation absent) =>
        !fields.TryGet("resample", out _) ? absent : fields.Integer("resample", 0) switch
        {
            2 => Interpolation.Bilinear,
            3 => Interpolation.Bicubic,
            var other => throw new CheckpointException(
                path, $"asks for the resample {other}, which is not supported; 2 (bilinear) and 3 (bicubic) are."),
        };

    private static double ReadScale(JsonFields fields, double absent) =>
        !fields.Flag("do_rescale", absent: true) ? 1
        : fields.TryGet("rescale_factor", out _) ? fields.Number("rescale_factor", absent)
        : absent;

    private static ChannelValues? ReadChannels(string path, JsonFields fields, string key)
    {
        if (!fields.TryGet(key, out var value))
        {
            return null;
        }

        float[] numbers = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 3
            ? [.. value.EnumerateArray().Select(NumberOrNaN)]
            : [float.NaN];
        return numbers.All(float.IsFinite)
            ? new ChannelValues(numbers[0], numbers[1], numbers[2])
            : throw new CheckpointException(path, $"holds no list of three numbers of float32 under {key}.");
    }

    private static float NumberOrNaN(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? (float)number : float.NaN;
}
