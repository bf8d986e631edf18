using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tests.Vision;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class ImageModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("resnet12-0123abcd.safetensors")]
    public void A_directory_without_config_json_is_read_by_its_only_file_of_weights(string name)
    {
        SmallNetworks.Write(_folder.File(name), SmallNetworks.Basic.Tensors);
        File.WriteAllText(_folder.File("README.md"), "A network.");

        using var encoder = ImageEncoder.Load(_folder.FullName);

        Assert.Equal(("ResNet-12", 16), (encoder.Architecture, encoder.Dimension));
    }

    [Fact]
    public void The_file_itself_is_read()
    {
        SmallNetworks.Write(_folder.File("m.safetensors"), SmallNetworks.MobileNet);

        using var encoder = ImageEncoder.Load(_folder.File("m.safetensors"));

        Assert.Equal(("MobileNetV2", 9), (encoder.Architecture, encoder.Dimension));
    }

    [Fact]
    public void Of_several_files_none_is_guessed()
    {
        SmallNetworks.Write(_folder.File("a.safetensors"), SmallNetworks.Basic.Tensors);
        SmallNetworks.Write(_folder.File("b.safetensors"), SmallNetworks.Basic.Tensors);

        AssertRefused(_folder.FullName, "several files of weights: a.safetensors, b.safetensors");
    }

    [Fact]
    public void A_directory_without_weights_says_what_it_holds()
    {
        File.WriteAllText(_folder.File("notes.txt"), "");

        AssertRefused(_folder.FullName, "holds notes.txt; expected the weights of an image network");
    }

    [Fact]
    public void A_path_of_nothing_says_that_nothing_is_downloaded() =>
        AssertRefused(_folder.File("resnet50"), "does not exist; expected");

    [Theory]
    [InlineData("a.pth")]
    [InlineData("a.safetensors")]
    [InlineData("a.jpg")]
    public void A_file_of_something_else_is_refused(string name)
    {
        File.WriteAllText(_folder.File(name), "<!doctype html><title>Not found</title>");

        AssertRefused(_folder.File(name), name);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var path = _folder.File("m.safetensors");
        SmallNetworks.Write(path, SmallNetworks.Basic.Tensors);
        var whole = File.ReadAllBytes(path);
        var random = new Random(3);

        for (var round = 0; round < 50; round++)
        {
            File.WriteAllBytes(path, whole[..random.Next(whole.Length)]);
            AssertRefused(path, "m.safetensors");
        }
    }

    [Fact]
    public void A_preprocessor_file_in_the_directory_counts()
    {
        SmallNetworks.Write(_folder.File("model.safetensors"), SmallNetworks.Basic.Tensors);
        File.WriteAllText(_folder.File("preprocessor_config.json"), "[");

        AssertRefused(_folder.FullName, "preprocessor_config.json");
    }

    private static void AssertRefused(string path, string message)
    {
        var exception = Assert.ThrowsAny<CheckpointException>(() => ImageEncoder.Load(path));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
