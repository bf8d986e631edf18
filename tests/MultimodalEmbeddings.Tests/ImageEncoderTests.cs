using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tests.Vision;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class ImageEncoderTests : IDisposable
{
    // Features are around 1; sums are taken in another order where a batch has another size.
    private const double Tolerance = 1e-5;

    private readonly TemporaryFolder _folder = new();
    private readonly string _weights;

    public ImageEncoderTests()
    {
        _weights = _folder.File("network.safetensors");
        SmallNetworks.Write(_weights, SmallNetworks.Basic.Tensors);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Many_images_keep_their_order_and_equal_each_alone()
    {
        using var encoder = Encoder(batchSize: 4);
        var paths = Pictures(10);

        var together = encoder.Encode(paths);

        Assert.Equal((10, encoder.Dimension), (together.Rows, together.Columns));
        for (var row = 0; row < paths.Length; row++)
        {
            Assert.InRange(GoldenTensor.LargestDifference(together.Row(row), encoder.Encode(paths[row])), 0, Tolerance);
        }
    }

    [Fact]
    public void Features_do_not_depend_on_the_other_images_of_a_batch()
    {
        using var encoder = Encoder(batchSize: 8);
        var paths = Pictures(6);
        var expected = encoder.Encode(paths);
        var random = new Random(5);

        for (var round = 0; round < 6; round++)
        {
            int[] order = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(paths.Length))];
            var found = encoder.Encode([.. order.Select(index => paths[index])]);
            Assert.All(order.Index(), pair => Assert.InRange(
                GoldenTensor.LargestDifference(found.Row(pair.Index), expected.Row(pair.Item)), 0, Tolerance));
        }
    }

    [Fact]
    public void Different_images_have_different_features()
    {
        using var encoder = Encoder();
        var found = encoder.Encode(Pictures(2));

        Assert.True(GoldenTensor.LargestDifference(found.Row(0), found.Row(1)) > 100 * Tolerance);
    }

    [Fact]
    public void No_image_gives_no_row()
    {
        using var encoder = Encoder();

        Assert.Equal((0, 16), (encoder.Encode([]).Rows, encoder.Encode([]).Columns));
    }

    [Fact]
    public void The_decoder_is_the_callers()
    {
        var white = new RgbImage(8, 8, Enumerable.Repeat((byte)255, 192).ToArray());
        using var encoder = ImageEncoder.From(_weights).WithDecoder(new GivenDecoder(white)).Build();
        var paths = Pictures(2);

        Assert.Equal(encoder.Encode(paths[0]), encoder.Encode(paths[1]));
    }

    [Fact]
    public void A_bad_image_is_named()
    {
        using var encoder = Encoder(batchSize: 2);
        var paths = Pictures(8);
        File.WriteAllBytes(paths[3], [1, 2, 3, 4, 5]);
        File.WriteAllBytes(paths[6], [1, 2, 3, 4, 5]);
        var progress = new Recorder<int>();

        var exception = Assert.Throws<ImageFormatException>(() => encoder.Encode(paths, progress));

        Assert.Contains(paths[3], exception.Message, StringComparison.Ordinal);
        Assert.Equal([2], progress.Values);
        Assert.Equal(encoder.Dimension, encoder.Encode(paths[0]).Length);
    }

    [Fact]
    public void A_missing_image_is_named()
    {
        using var encoder = Encoder();
        var missing = _folder.File("nowhere.png");

        var exception = Assert.Throws<FileNotFoundException>(() => encoder.Encode([.. Pictures(3), missing]));

        Assert.Contains(missing, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_none_and_a_batch_of_nothing_are_refused()
    {
        using var encoder = Encoder();

        Assert.Contains(
            "Path 1 is null",
            Assert.Throws<ArgumentException>(() => encoder.Encode(["a.png", null!])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Path 0 is blank",
            Assert.Throws<ArgumentException>(() => encoder.Encode([" "])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageEncoder.From(_weights).WithBatchSize(0));
    }

    [Fact]
    public void Features_that_are_no_numbers_name_network_and_image()
    {
        SmallNetworks.Write(_weights, SmallNetworks.Basic.Tensors, "layer4.0.bn2.weight", values => values[0] = 3e38f);
        using var encoder = Encoder();
        var paths = Pictures(1);

        var exception = Record.Exception(() => encoder.Encode(paths));

        var typed = Assert.IsType<CheckpointException>(exception);
        Assert.Contains(_weights, typed.Message, StringComparison.Ordinal);
        Assert.Contains(paths[0], typed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_grows_by_batches_to_the_number_of_images()
    {
        using var encoder = Encoder(batchSize: 3);
        var progress = new Recorder<int>();

        encoder.Encode(Pictures(8), progress);

        Assert.Equal([3, 6, 8], progress.Values);
    }

    [Fact]
    public void Cancellation_is_heard_between_images()
    {
        using var encoder = Encoder(batchSize: 2);
        using var source = new CancellationTokenSource();
        var progress = new Recorder<int>(_ => source.Cancel());

        Assert.Throws<OperationCanceledException>(() => encoder.Encode(Pictures(8), progress, source.Token));

        Assert.Equal([2], progress.Values);
        Assert.Equal(encoder.Dimension, encoder.Encode(Pictures(1)[0]).Length);
    }

    [Fact]
    public void Many_threads_get_the_same_features_as_one()
    {
        using var encoder = Encoder(batchSize: 3);
        var paths = Pictures(5);
        var expected = encoder.Encode(paths);

        Parallel.For(0, 8, _ =>
        {
            var found = encoder.Encode(paths);
            for (var row = 0; row < paths.Length; row++)
            {
                Assert.Equal(expected.Row(row).ToArray(), found.Row(row).ToArray());
            }
        });
    }

    [Fact]
    public void No_tensor_outlives_a_call_or_an_encoder()
    {
        var paths = Pictures(5);
        Encoder().Dispose();
        Garbage.Collect();
        var before = Tensor.TotalCount;

        for (var round = 0; round < 4; round++)
        {
            using var encoder = Encoder(batchSize: 2);
            encoder.Encode(paths);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_disposed_encoder_says_so()
    {
        var encoder = Encoder();
        encoder.Dispose();
        encoder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => encoder.Encode(Pictures(1)));
        Assert.Throws<ObjectDisposedException>(() => encoder.Encode(Pictures(1)[0]));
    }

    private ImageEncoder Encoder(int batchSize = 16) => ImageEncoder.From(_weights).WithBatchSize(batchSize).Build();

    /// <summary>Noise of different sizes.</summary>
    private string[] Pictures(int count) =>
    [
        .. Enumerable.Range(0, count).Select(index =>
        {
            var random = new Random(index);
            var (width, height) = (random.Next(20, 60), random.Next(20, 60));
            var pixels = new byte[3 * width * height];
            random.NextBytes(pixels);
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (byte)(pixels[i] * (index + 1) / (count + 1)); // from dark to bright: noise alone is much alike
            }

            var path = _folder.File($"{index}.png");
            File.WriteAllBytes(path, PngFile.Rgb(width, height, pixels));
            return path;
        }),
    ];

    private sealed class GivenDecoder(RgbImage image) : IImageDecoder
    {
        public RgbImage Decode(ReadOnlySpan<byte> encoded) => image;
    }
}
