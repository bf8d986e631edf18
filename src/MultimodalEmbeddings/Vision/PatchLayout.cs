using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>The names of what turns the patches of an image into tokens.</summary>
/// <param name="Projection">The convolution whose kernel is a patch.</param>
/// <param name="HasBias">Whether that has a bias.</param>
/// <param name="ClassToken">The token before the patches.</param>
/// <param name="Positions">What is added to each token.</param>
/// <param name="LeadingOnes">Dimensions of size 1 before those of the class token and, one fewer, of the positions.</param>
internal sealed record PatchLayout(string Projection, bool HasBias, string ClassToken, string Positions, int LeadingOnes)
{
    private const int Channels = 3;

    public TensorSpecification Weight(int hidden, PatchGrid grid) =>
        new($"{Projection}.weight", [hidden, Channels, grid.PatchSize, grid.PatchSize]);

    public TensorSpecification? Bias(int hidden) => HasBias ? new($"{Projection}.bias", [hidden]) : null;

    public TensorSpecification ClassTokenOf(int hidden) => new(ClassToken, [.. Ones(LeadingOnes), hidden]);

    public TensorSpecification PositionsOf(int hidden, PatchGrid grid) =>
        new(Positions, [.. Ones(LeadingOnes - 1), grid.Tokens, hidden]);

    public IEnumerable<TensorSpecification> Tensors(int hidden, PatchGrid grid) =>
    [
        Weight(hidden, grid), .. Bias(hidden) is { } bias ? [bias] : Array.Empty<TensorSpecification>(),
        ClassTokenOf(hidden), PositionsOf(hidden, grid),
    ];

    private static IEnumerable<long> Ones(int count) => Enumerable.Repeat(1L, Math.Max(0, count));
}
