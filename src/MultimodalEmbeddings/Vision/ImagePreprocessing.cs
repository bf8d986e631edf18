using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Vision;

/// <summary>What stands between a decoded picture and an image encoder: resize, crop, normalise.</summary>
internal sealed record ImagePreprocessing
{
    private const int Channels = 3;

    /// <summary>torchvision's for networks trained on ImageNet (<c>IMAGENET1K_V1</c>): ResNet, MobileNetV2 and others.</summary>
    public static ImagePreprocessing ImageNet { get; } = new()
    {
        Resize = new ShortestEdge(256),
        Interpolation = Interpolation.Bilinear,
        Crop = new CentreCrop(224, 224, CropRounding.HalfToEven),
        Mean = new ChannelValues(0.485f, 0.456f, 0.406f),
        StandardDeviation = new ChannelValues(0.229f, 0.224f, 0.225f),
    };

    /// <summary>CLIP's own (Radford et al. 2021) at 224 pixels; it crops as torchvision does, not as transformers.</summary>
    public static ImagePreprocessing Clip { get; } = new()
    {
        Resize = new ShortestEdge(224),
        Interpolation = Interpolation.Bicubic,
        Crop = new CentreCrop(224, 224, CropRounding.HalfToEven),
        Mean = new ChannelValues(0.48145466f, 0.4578275f, 0.40821073f),
        StandardDeviation = new ChannelValues(0.26862954f, 0.26130258f, 0.27577711f),
    };

    /// <summary>To which size the whole picture is brought.</summary>
    public required ResizeRule Resize { get; init; }

    /// <summary>The filter of the resizing.</summary>
    public required Interpolation Interpolation { get; init; }

    /// <summary>What is kept of the resized picture; never larger than that.</summary>
    public required CentreCrop Crop { get; init; }

    /// <summary>By what a byte is multiplied before normalisation: by default 1 / 255.</summary>
    public double Scale { get; init; } = 1 / 255.0;

    /// <summary>What is subtracted from a scaled byte.</summary>
    public required ChannelValues Mean { get; init; }

    /// <summary>By what the difference is divided.</summary>
    public required ChannelValues StandardDeviation { get; init; }

    /// <summary>Reads <c>preprocessor_config.json</c> of a CLIP or ViT model.</summary>
    /// <exception cref="Checkpoints.CheckpointException">
    /// The file is missing, broken, or asks for what is not supported.
    /// </exception>
    public static ImagePreprocessing Read(string path) => PreprocessorFile.Read(path);

    /// <summary>The pixels that an encoder sees, before they are normalised.</summary>
    /// <exception cref="ImageFormatException">A side of the picture is too long to be resized.</exception>
    public RgbImage CropOf(RgbImage image)
    {
        var size = Resize.SizeOf(image.Width, image.Height);
        return PixelResampling.Resize(image, Crop.Columns(size), Crop.Rows(size), Interpolation);
    }

    /// <summary>The input of an encoder.</summary>
    /// <returns>[3, height, width]: red, green and blue of the crop, normalised.</returns>
    /// <exception cref="ImageFormatException">A side of the picture is too long to be resized.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float[] Apply(RgbImage image)
    {
        var pixels = CropOf(image).Pixels.Span;
        var plane = Crop.Width * Crop.Height;
        var values = new float[Channels * plane];
        for (var channel = 0; channel < Channels; channel++)
        {
            var levels = Levels(channel);
            var from = channel;
            foreach (ref var value in values.AsSpan(channel * plane, plane))
            {
                value = levels[pixels[from]];
                from += Channels;
            }
        }

        return values;
    }

    /// <summary>What becomes of each byte of a channel, in float32 throughout: [256].</summary>
    public float[] Levels(int channel)
    {
        var levels = new float[byte.MaxValue + 1];
        for (var level = 0; level < levels.Length; level++)
        {
            levels[level] = ((float)(level * Scale) - Mean[channel]) / StandardDeviation[channel];
        }

        return levels;
    }
}
