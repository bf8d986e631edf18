using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>A layer of a transformer that normalises before each of its halves, in a file.</summary>
/// <param name="Prefix">How the names of its tensors begin, as in <c>encoder.layers.0.</c>.</param>
/// <param name="Names">How they go on.</param>
/// <param name="Sizes">The sizes.</param>
/// <param name="HasProjectionBias">Whether queries, keys and values have a bias.</param>
internal sealed record PreNormLayout(string Prefix, PreNormNames Names, TransformerSizes Sizes, bool HasProjectionBias)
{
    public NormLayout NormBefore => Norm(Names.NormBefore);

    /// <summary>Queries, keys and values, one after the other.</summary>
    public LinearLayout Projections =>
        new([.. Names.Projections.Select(name => Prefix + name)], Sizes.Hidden, Sizes.Hidden, HasProjectionBias);

    public LinearLayout Output => new(Prefix + Names.Output, Sizes.Hidden, Sizes.Hidden);

    public NormLayout NormAfter => Norm(Names.NormAfter);

    public LinearLayout Widening => new(Prefix + Names.Widening, Sizes.Hidden, Sizes.Intermediate);

    public LinearLayout Narrowing => new(Prefix + Names.Narrowing, Sizes.Intermediate, Sizes.Hidden);

    public IEnumerable<TensorSpecification> Tensors =>
    [
        .. NormBefore.Tensors, .. Projections.Tensors, .. Output.Tensors,
        .. NormAfter.Tensors, .. Widening.Tensors, .. Narrowing.Tensors,
    ];

    /// <summary>All layers of a transformer.</summary>
    /// <param name="prefix">How the names of their tensors begin, as in <c>encoder.layers.</c>.</param>
    /// <param name="names">What the family calls their parts.</param>
    /// <param name="sizes">The sizes.</param>
    /// <param name="hasProjectionBias">Whether queries, keys and values have a bias.</param>
    public static IReadOnlyList<PreNormLayout> All(
        string prefix, PreNormNames names, TransformerSizes sizes, bool hasProjectionBias = true) =>
    [
        .. Enumerable.Range(0, sizes.Layers).Select(
            index => new PreNormLayout($"{prefix}{index}.", names, sizes, hasProjectionBias)),
    ];

    private NormLayout Norm(string name) => new(Prefix + name, Sizes.Hidden, Sizes.Epsilon);
}
