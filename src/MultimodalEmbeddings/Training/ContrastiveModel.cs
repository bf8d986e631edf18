using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>An encoder with its projection heads: from a batch to its losses.</summary>
internal sealed class ContrastiveModel
{
    private readonly ContrastiveSettings _settings;

    public ContrastiveModel(TransformerModel encoder, ProjectionHeads heads, ContrastiveSettings settings)
    {
        (Encoder, Heads, _settings) = (encoder, heads, settings);
        Parameters = [.. encoder.parameters(), .. heads.parameters()];
    }

    public TransformerModel Encoder { get; }

    public ProjectionHeads Heads { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The weight λ of the multimodal loss.</summary>
    public double ImageWeight => _settings.ImageWeight;

    /// <summary>Encodes each sentence twice, with different dropout, and compares.</summary>
    public ContrastiveLosses Losses(ContrastiveBatch batch)
    {
        using var scope = NewDisposeScope();

        var views = TokenBatch.Create([.. batch.TokenIds.SelectMany(ids => new[] { ids, ids })], _settings.PaddingId);
        var embeddings = PooledEmbeddings.Compute(_settings.Pooling, Encoder, views).unflatten(0, -1, 2); // [batch, 2, hidden]
        var losses = McseObjective.Losses(
            Heads,
            embeddings,
            ToTensor(batch.Features)?.to(embeddings.dtype),
            (_settings.TextTemperature, _settings.ImageTemperature));
        losses.Text.MoveToOuterDisposeScope();
        losses.Image?.MoveToOuterDisposeScope();
        return losses;
    }

    private static Tensor? ToTensor(FeatureMatrix? features) =>
        features is null ? null : NativeTensor.From(features.ToArray(), features.Rows, features.Columns);
}
