using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>Turns image files into features: what a network sees in them, before its classifier.</summary>
/// <remarks>
/// Networks of torchvision are read as they come: ResNet-18, -34, -50, -101 (He et al. 2016; the strides are torchvision's) and
/// MobileNetV2 (Sandler et al. 2018). Features are the average over the image of what the last stage gives; those of ResNet-50
/// are the image features of MCSE (Zhang et al. 2022, section 4.1).
/// Directories of Hugging Face's transformers are read with a ViT (Dosovitskiy et al. 2021) or CLIP (Radford et al. 2021), of
/// which this is the vision tower and <see cref="ClipTextEncoder"/> the other one. Features are those of
/// <see cref="ImageEncoderBuilder.WithPooling"/>.
/// Safe for calls from many threads. The features of an image do not depend on the other images of a call (to 1e-5 of the
/// largest). Beside the features themselves, memory does not grow with the number of images.
/// </remarks>
public sealed class ImageEncoder : IDisposable
{
    private const int Channels = 3;

    private readonly ReaderWriterLockSlim _access = new();
    private readonly ImageNetwork _network;
    private readonly ImageEncoderOptions _options;
    private bool _disposed;

    internal ImageEncoder(ImageNetwork network, ImageEncoderOptions options) => (_network, _options) = (network, options);

    /// <summary>Tells encoders apart that give other features: by weights, preparation and decoder.</summary>
    internal string Identity => field ??= ImageEncoderIdentity.Of(_network, _options);

    /// <inheritdoc cref="ImageEncoderOptions.FeatureFolder"/>
    internal string? FeatureFolder => _options.FeatureFolder;

    /// <summary>The number of features of an image, such as 2048 for ResNet-50 and 512 for a CLIP.</summary>
    public int Dimension => _network.Dimension;

    /// <summary>What the network is called, as the tensors tell: "ResNet-50", "MobileNetV2", "ViT", "CLIP".</summary>
    public string Architecture => _network.Architecture;

    /// <summary>Loads a network; which one it is, the names and shapes of its tensors tell.</summary>
    /// <param name="path">
    /// The weights, safetensors (.safetensors) or a file of <c>torch.save</c> in either of its forms (.pth, .pt, .bin); or a
    /// directory that holds one of them. Images are prepared as a <c>preprocessor_config.json</c> in it says, and otherwise as
    /// torchvision does for ImageNet: shorter side to 256 pixels, the middle 224 x 224, the mean and deviation of ImageNet. A ViT
    /// or CLIP needs the directory, with <c>config.json</c> and <c>preprocessor_config.json</c>.
    /// </param>
    /// <exception cref="CheckpointException">
    /// A file is missing, broken, holds numbers that are not finite, or another network than those that are read; the message
    /// names it. Or images would be prepared at another size than that of the network.
    /// </exception>
    /// <exception cref="CheckpointMismatchException">Tensors of the network are missing or have other shapes.</exception>
    /// <exception cref="Runtime.NativeBackendException">The application has no libtorch.</exception>
    public static ImageEncoder Load(string path) => From(path).Build();

    /// <summary>Starts to configure an encoder.</summary>
    /// <inheritdoc cref="Load" path="/param"/>
    public static ImageEncoderBuilder From(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new ImageEncoderBuilder(path);
    }

    /// <summary>Encodes one image file.</summary>
    /// <returns>Its features, [<see cref="Dimension"/>].</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or blank.</exception>
    /// <inheritdoc cref="Encode(IReadOnlyList{string}, IProgress{int}, CancellationToken)" path="/exception"/>
    public float[] Encode(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);

        return Encode([path]).Row(0).ToArray();
    }

    /// <summary>Encodes many image files: several are decoded at once, and batches of them go through the network.</summary>
    /// <param name="paths">Image files; a path may occur more than once.</param>
    /// <param name="progress">Told how many images are done, in growing numbers.</param>
    /// <param name="cancellationToken">Checked between images.</param>
    /// <returns>One row per path, in the order of <paramref name="paths"/>, [paths, <see cref="Dimension"/>].</returns>
    /// <exception cref="ArgumentException">A path is null or blank, or the features do not fit into one array.</exception>
    /// <exception cref="ImageFormatException">
    /// A file is no image, or damaged; the message names the first such file in the order of the paths.
    /// </exception>
    /// <exception cref="IOException">A file is missing (<see cref="FileNotFoundException"/>) or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    /// <exception cref="CheckpointException">The network gives NaN or infinity for an image.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The encoder is disposed.</exception>
    public FeatureMatrix Encode(
        IReadOnlyList<string> paths, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ObjectDisposedException.ThrowIf(_disposed, this);
        Check(paths);

        var features = new float[paths.Count * Dimension];
        var ahead = Math.Max(_options.BatchSize, Environment.ProcessorCount);
        using var images = new PreparedImages(paths, _options.Prepare, ahead, cancellationToken);
        for (var start = 0; start < paths.Count; start += _options.BatchSize)
        {
            var count = Math.Min(_options.BatchSize, paths.Count - start);
            var rows = features.AsSpan(start * Dimension, count * Dimension);
            EncodeBatch(images, count, rows);
            CheckFinite(rows, paths, start);
            progress?.Report(start + count);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new FeatureMatrix(features, paths.Count, Dimension);
    }

    /// <summary>
    /// Encodes image files whose features are not on disk yet, and keeps them there: the same images, known by what the files hold,
    /// are read the next time. A call that ends early loses at most 256 images.
    /// </summary>
    /// <remarks>
    /// The features are in a folder <c>.image-features</c> beside the images, or in that of
    /// <see cref="ImageEncoderBuilder.WithFeatureFolder"/>. It can be deleted at any time.
    /// </remarks>
    /// <inheritdoc cref="Encode(IReadOnlyList{string}, IProgress{int}, CancellationToken)"/>
    public FeatureMatrix EncodeCached(
        IReadOnlyList<string> paths, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ObjectDisposedException.ThrowIf(_disposed, this);
        Check(paths);

        return new CachedImageFeatures(this, paths, progress, cancellationToken).Encode();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _access.EnterWriteLock();
        try
        {
            if (!_disposed)
            {
                _disposed = true;
                _network.Dispose();
            }
        }
        finally
        {
            _access.ExitWriteLock();
        }
    }

    private void EncodeBatch(PreparedImages images, int count, Span<float> rows)
    {
        using var scope = NewDisposeScope();

        var (height, width) = (_options.Preprocessing.Crop.Height, _options.Preprocessing.Crop.Width);
        var input = empty(count, Channels, height, width);
        var pixels = MemoryMarshal.Cast<byte, float>(input.bytes);
        var size = pixels.Length / count;
        for (var index = 0; index < count; index++)
        {
            images.Next().CopyTo(pixels.Slice(index * size, size));
        }

        MemoryMarshal.Cast<byte, float>(Forward(input).contiguous().bytes).CopyTo(rows);
    }

    /// <returns>[batch, dimension].</returns>
    private Tensor Forward(Tensor input)
    {
        _access.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _network.forward(input);
        }
        finally
        {
            _access.ExitReadLock();
        }
    }

    private void Check(IReadOnlyList<string> paths)
    {
        if ((long)paths.Count * Dimension > Array.MaxLength)
        {
            throw new ArgumentException(
                $"The features of {paths.Count} images, {Dimension} each, do not fit into one array; encode them in parts.",
                nameof(paths));
        }

        for (var index = 0; index < paths.Count; index++)
        {
            if (string.IsNullOrWhiteSpace(paths[index]))
            {
                throw new ArgumentException($"Path {index} is {(paths[index] is null ? "null" : "blank")}.", nameof(paths));
            }
        }
    }

    private void CheckFinite(ReadOnlySpan<float> rows, IReadOnlyList<string> paths, int start)
    {
        var place = rows.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (place >= 0)
        {
            throw new CheckpointException(
                _options.FilePath,
                $"holds a {Architecture} that gives {rows[place]} as feature {place % Dimension} of "
                + $"{paths[start + (place / Dimension)]}; expected the weights of a trained network.");
        }
    }
}
