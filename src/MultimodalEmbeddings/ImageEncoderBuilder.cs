using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings;

/// <summary>Configures an <see cref="ImageEncoder"/>.</summary>
public sealed class ImageEncoderBuilder
{
    private const int DefaultBatchSize = 16;
    private const string PreprocessorFile = "preprocessor_config.json";

    private readonly string _path;
    private IImageDecoder _decoder = new SkiaImageDecoder();
    private int _batchSize = DefaultBatchSize;
    private string? _featureFolder;

    internal ImageEncoderBuilder(string path) => _path = path;

    /// <summary>Sets what decodes image files; a <see cref="SkiaImageDecoder"/> by default.</summary>
    /// <param name="decoder">Is called from several threads at once.</param>
    public ImageEncoderBuilder WithDecoder(IImageDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);

        _decoder = decoder;
        return this;
    }

    /// <summary>
    /// Sets how many images go through the network at once, 16 by default. As many more are prepared meanwhile: of 224 x 224
    /// pixels each takes 0.6 MB, and one of the batch in a ResNet-50 some 10 MB for a moment.
    /// </summary>
    /// <param name="batchSize">At least 1.</param>
    public ImageEncoderBuilder WithBatchSize(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);

        _batchSize = batchSize;
        return this;
    }

    /// <summary>
    /// Sets where <see cref="ImageEncoder.EncodeCached"/> keeps features, for images in folders that are not to be written; by
    /// default <c>.image-features</c> beside the images.
    /// </summary>
    /// <param name="directory">Made when it is first needed. Several networks can share it.</param>
    public ImageEncoderBuilder WithFeatureFolder(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);

        _featureFolder = Path.GetFullPath(directory);
        return this;
    }

    /// <summary>Loads the network.</summary>
    /// <inheritdoc cref="ImageEncoder.Load" path="/exception"/>
    public ImageEncoder Build()
    {
        NativeBackend.EnsureLoaded();
        var preprocessing = Preprocessing();
        using var weights = ImageModelFile.Open(_path);
        return new ImageEncoder(
            ImageArchitectures.Load(weights),
            new ImageEncoderOptions(weights.FilePath, _decoder, preprocessing, _batchSize) { FeatureFolder = _featureFolder });
    }

    private ImagePreprocessing Preprocessing()
    {
        var file = Path.Combine(_path, PreprocessorFile);
        return File.Exists(file) ? ImagePreprocessing.Read(file) : ImagePreprocessing.ImageNet;
    }
}
