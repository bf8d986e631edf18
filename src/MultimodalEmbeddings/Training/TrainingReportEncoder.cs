namespace MultimodalEmbeddings.Training;

/// <summary>What a report says of the trained encoder.</summary>
/// <param name="ModelType">As in config.json.</param>
/// <param name="Layers">Of the transformer.</param>
/// <param name="Parameters">Of the whole model, in numbers.</param>
/// <param name="Dimension">Of an embedding.</param>
/// <param name="Poolings">How tokens become one vector.</param>
internal sealed record TrainingReportEncoder(
    string ModelType, int Layers, long Parameters, int Dimension, IReadOnlyList<Pooling> Poolings)
{
    /// <summary>Longer sentences are cut.</summary>
    public required int MaximumTokens { get; init; }

    /// <summary>Whether embeddings have length 1.</summary>
    public required bool Normalizes { get; init; }

    /// <summary>Whether Python's sentence-transformers reads the saved directory as it is meant.</summary>
    public bool IsForSentenceTransformers => PoolingNames.TryToModes(Poolings, out _);

    public static TrainingReportEncoder Of(SentenceEncoder encoder) => new(
        encoder.Model.Configuration.ModelType,
        encoder.Model.Configuration.Layers,
        encoder.Model.Parameters,
        encoder.Dimension,
        encoder.Poolings)
    {
        MaximumTokens = encoder.MaximumTokens,
        Normalizes = encoder.Normalizes,
    };
}
