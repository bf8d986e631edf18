using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tests.Vision;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class ImageFeatureCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _images;
    private readonly string _weights;
    private readonly CountingDecoder _decoder = new();

    public ImageFeatureCacheTests()
    {
        _images = Directory.CreateDirectory(_folder.File("images")).FullName;
        _weights = _folder.File("network.safetensors");
        SmallNetworks.Write(_weights, SmallNetworks.Basic.Tensors);
    }

    private string CacheFolder => Path.Combine(_images, ".image-features");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_second_time_no_image_is_decoded_and_the_features_are_the_same_bits()
    {
        var paths = Pictures(5);

        var first = Encode(paths);
        _decoder.Calls = 0;
        var second = Encode(paths);

        Assert.Equal(0, _decoder.Calls);
        Assert.Equal(first, second);
        Assert.Equal(Uncached(paths), first);
    }

    [Fact]
    public void A_copy_and_a_new_name_are_known_and_a_changed_image_is_not()
    {
        var paths = Pictures(3);
        var before = Encode(paths);
        File.Move(paths[0], paths[0] + ".moved");
        File.Copy(paths[1], paths[1] + ".copy");
        File.WriteAllBytes(paths[2], [99]);
        _decoder.Calls = 0;

        var after = Encode([paths[0] + ".moved", paths[1], paths[1] + ".copy", paths[2]]);

        Assert.Equal(1, _decoder.Calls);
        Assert.Equal(before[0], after[0]);
        Assert.Equal(before[1], after[1]);
        Assert.Equal(before[1], after[2]);
        Assert.NotEqual(before[2], after[3]);
    }

    [Fact]
    public void An_image_that_occurs_several_times_is_encoded_once()
    {
        var paths = Pictures(2);

        var found = Encode([paths[0], paths[1], paths[0], paths[0]]);

        Assert.Equal(2, _decoder.Calls);
        Assert.Equal(found[0], found[2]);
        Assert.Equal(found[0], found[3]);
    }

    [Fact]
    public void Another_network_has_features_of_its_own()
    {
        var paths = Pictures(2);
        var first = Encode(paths);
        SmallNetworks.Write(_weights, SmallNetworks.Basic.Tensors, "layer4.0.bn2.bias", values => values[0] += 1);

        var other = Encode(paths);

        Assert.Equal(4, _decoder.Calls);
        Assert.NotEqual(first[0], other[0]);
        Assert.Equal(first, EncodeWithFirstNetworkAgain(paths));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(100)]
    public void A_damaged_file_counts_as_not_there(int length)
    {
        var paths = Pictures(3);
        var expected = Encode(paths);
        var file = Assert.Single(Directory.GetFiles(CacheFolder));
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..length]);
        _decoder.Calls = 0;

        Assert.Equal(expected, Encode(paths));

        Assert.Equal(3, _decoder.Calls);
    }

    [Fact]
    public void A_call_that_ends_early_keeps_what_was_done()
    {
        var paths = Pictures(ImageFeatureCache.FileRows + 3);
        File.WriteAllBytes(paths[^1], CountingDecoder.Bad);
        var error = Assert.Throws<ImageFormatException>(() => Encode(paths));
        Assert.Contains(paths[^1], error.Message, StringComparison.Ordinal);
        File.WriteAllBytes(paths[^1], [1, 2, 3]);
        _decoder.Calls = 0;

        Encode(paths);

        Assert.Equal(3, _decoder.Calls);
    }

    [Fact]
    public void A_folder_of_its_own_leaves_the_images_alone()
    {
        var paths = Pictures(2);
        var cache = _folder.File("cache");
        using var encoder = ImageEncoder.From(_weights).WithDecoder(_decoder).WithFeatureFolder(cache).Build();

        encoder.EncodeCached(paths);

        Assert.False(Directory.Exists(CacheFolder));
        Assert.Single(Directory.GetFiles(cache, "ResNet*.safetensors"));
    }

    [Fact]
    public void Progress_begins_with_what_is_known()
    {
        var paths = Pictures(6);
        Encode(paths[..4]);
        var progress = new Recorder<int>();
        using var encoder = Encoder();

        encoder.EncodeCached(paths, progress);

        Assert.Equal((4, 6), (progress.Values[0], progress.Values[^1]));
        Assert.Equal(progress.Values.Order(), progress.Values);
    }

    [Fact]
    public void A_missing_image_is_named_before_anything_is_encoded()
    {
        string[] paths = [.. Pictures(2), Path.Combine(_images, "nowhere.png")];

        var error = Assert.Throws<FileNotFoundException>(() => Encode(paths));

        Assert.Contains("nowhere.png", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _decoder.Calls);
    }

    private ImageEncoder Encoder() => ImageEncoder.From(_weights).WithDecoder(_decoder).Build();

    private float[][] Encode(string[] paths)
    {
        using var encoder = Encoder();
        var features = encoder.EncodeCached(paths);
        return [.. Enumerable.Range(0, features.Rows).Select(row => features.Row(row).ToArray())];
    }

    private float[][] Uncached(string[] paths)
    {
        using var encoder = Encoder();
        var features = encoder.Encode(paths);
        return [.. Enumerable.Range(0, features.Rows).Select(row => features.Row(row).ToArray())];
    }

    private float[][] EncodeWithFirstNetworkAgain(string[] paths)
    {
        SmallNetworks.Write(_weights, SmallNetworks.Basic.Tensors);
        var found = Encode(paths);
        Assert.Equal(4, _decoder.Calls); // still
        return found;
    }

    /// <summary>Files whose bytes are all that a picture is made from.</summary>
    private string[] Pictures(int count) =>
    [
        .. Enumerable.Range(0, count).Select(index =>
        {
            var path = Path.Combine(_images, $"{index}.png");
            File.WriteAllBytes(path, BitConverter.GetBytes(index));
            return path;
        }),
    ];
}
