using MultimodalEmbeddings.Checkpoints;
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
    private ImagePooling? _pooling;

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
    /// Sets how the tokens of a ViT or CLIP become features; by default the class token of a ViT, the projection of a CLIP, and
    /// where its file holds none, the class token.
    /// </summary>
    /// <param name="pooling">One that the network has; a convolutional network has none, and refuses it.</param>
    public ImageEncoderBuilder WithPooling(ImagePooling pooling)
    {
        if (!Enum.IsDefined(pooling))
        {
            throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "Not a pooling.");
        }

        _pooling = pooling;
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
    /// <exception cref="ArgumentException">
    /// The network has no features of the pooling that is set; the message says of which it has.
    /// </exception>
    public ImageEncoder Build()
    {
        NativeBackend.EnsureLoaded();
        var preprocessing = Preprocessing();
        using var weights = ImageModelFile.Open(_path);
        var network = ImageArchitectures.Load(weights, _pooling);
        try
        {
            RequireSize(network, preprocessing);
        }
        catch (CheckpointException)
        {
            network.Dispose();
            throw;
        }

        var options = new ImageEncoderOptions(
            weights.FilePath, _decoder, preprocessing ?? ImagePreprocessing.ImageNet, _batchSize)
        {
            FeatureFolder = _featureFolder,
        };
        return new ImageEncoder(network, options);
    }

    private ImagePreprocessing? Preprocessing()
    {
        var file = Path.Combine(_path, PreprocessorFile);
        return File.Exists(file) ? ImagePreprocessing.Read(file) : null;
    }

    /// <summary>
    /// Networks of any size are torchvision's, and prepare images as it does; the others have a file that says how.
    /// </summary>
    private void RequireSize(ImageNetwork network, ImagePreprocessing? preprocessing)
    {
        if (network.InputSize is not { } size)
        {
            return;
        }

        if (preprocessing is null)
        {
            var found = Directory.Exists(_path) ? $"lacks {PreprocessorFile}" : "is a file";
            throw new CheckpointException(
                _path,
                $"{found}; expected the directory of a {network.Architecture}, with {PreprocessorFile}, which says how its "
                + "images are prepared.");
        }

        var crop = preprocessing.Crop;
        if (crop.Width != size.Width || crop.Height != size.Height)
        {
            throw new CheckpointException(
                _path,
                $"prepares images of {crop.Width} x {crop.Height} pixels ({PreprocessorFile}) for a {network.Architecture} that "
                + $"takes {size.Width} x {size.Height} (image_size in config.json); expected the same. Position embeddings are "
                + "not interpolated.");
        }
    }
}
