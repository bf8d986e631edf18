namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The activations of Dense modules, which their settings name as PyTorch's classes.</summary>
internal static class DenseActivations
{
    /// <summary>What a Dense module has where its settings do not say.</summary>
    public const string Default = "Tanh";

    private const string Identity = "Identity";
    private const string Package = "torch.nn.";

    /// <summary>Those that are supported, each as PyTorch's constructor makes it without arguments.</summary>
    public static IReadOnlyList<string> Supported { get; } =
        [Identity, "Tanh", "ReLU", "GELU", "Sigmoid", "SiLU", "ELU", "LeakyReLU", "Softplus"];

    /// <summary>The name behind one of PyTorch's paths, or null where it is not supported.</summary>
    /// <param name="path">As in <c>torch.nn.modules.activation.Tanh</c>.</param>
    public static string? FromPath(string path) =>
        path.StartsWith(Package, StringComparison.Ordinal)
            ? Supported.FirstOrDefault(name => name == path[(path.LastIndexOf('.') + 1)..])
            : null;

    public static string ToPath(string name) =>
        name == Identity ? $"{Package}modules.linear.{name}" : $"{Package}modules.activation.{name}";
}
