namespace MultimodalEmbeddings.Inference;

/// <summary>Neighbouring columns of a product, in one to three lanes.</summary>
/// <typeparam name="TSelf">So many lanes of some width.</typeparam>
internal unsafe interface IColumns<TSelf>
    where TSelf : struct, IColumns<TSelf>
{
    /// <summary>Columns.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(float* source);

    static abstract void Store(TSelf columns, float* destination);

    /// <summary><paramref name="x"/> · <paramref name="weights"/> + <paramref name="sums"/>.</summary>
    static abstract TSelf MultiplyAdd(float x, TSelf weights, TSelf sums);
}
