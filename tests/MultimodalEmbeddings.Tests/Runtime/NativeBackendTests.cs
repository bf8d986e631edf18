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
    public void The_copy_of_the_library_is_gone_once_it_is_loaded()
    {
        NativeBackend.EnsureLoaded();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux is a copy made.");

        var mapped = File.ReadLines("/proc/self/maps").Where(line => line.Contains("libLibTorchSharp.so", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(mapped);
        Assert.All(mapped, line => Assert.True(IsOriginal(line) || IsUnlinked(line), line));
    }

    private static bool IsOriginal(string line) => !line.Contains("multimodal-embeddings-", StringComparison.Ordinal);

    private static bool IsUnlinked(string line) => line.EndsWith(" (deleted)", StringComparison.Ordinal);
}
