using MultimodalEmbeddings.Runtime;

namespace MultimodalEmbeddings.Tests.Support;

/// <summary>
/// Tests that use libtorch run one after another: its random state and its count of live tensors are the process's.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class UsesTorch : ICollectionFixture<UsesTorch.LoadedBackend>
{
    public const string Name = "libtorch";

    /// <summary>Loads the backend for tests that call TorchSharp before the library.</summary>
    public sealed class LoadedBackend
    {
        public LoadedBackend()
        {
            NativeBackend.EnsureLoaded();
            TorchSharp.torch.set_num_threads(1); // tiny tensors: threads would only wait for one another
        }
    }
}
