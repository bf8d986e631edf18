using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tests.Support;
using TorchSharp;

namespace MultimodalEmbeddings.Tests.Runtime;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class NativeBackendTests
{
    [Fact]
    public void Loading_twice_is_loading_once_and_tensors_work()
    {
        NativeBackend.EnsureLoaded();
        NativeBackend.EnsureLoaded();

        using var sum = torch.ones(2, 3).sum();
        Assert.Equal(6, sum.item<float>());
    }

    [Fact]
    public void Nothing_is_left_in_the_temporary_folder()
    {
        NativeBackend.EnsureLoaded();

        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "libLibTorchSharp*"));
    }
}
