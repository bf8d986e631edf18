namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Tests that use libtorch run one after another: its random state and its count of live tensors are the process's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class UsesTorch
{
    public const string Name = "libtorch";
}
