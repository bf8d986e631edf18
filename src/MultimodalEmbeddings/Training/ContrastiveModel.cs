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
    private readonly EmbeddingModel _model;

    public ContrastiveModel(EmbeddingModel model, ProjectionHeads heads, ContrastiveSettings settings)
    {
        (_model, Heads, _settings) = (model, heads, settings);
        Parameters = [.. model.Parameters, .. heads.parameters()];
    }

    public TransformerModel Encoder => _model.Transformer;

    public ProjectionHeads Heads { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The parameters with names, in the same order.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> NamedParameters =>
    [
        .. Named("encoder", _model.Transformer),
        .. _model.Dense.SelectMany((layer, index) => Named($"dense.{index}", layer)),
        .. Named("heads", Heads),
    ];

    /// <summary>The weight λ of the multimodal loss.</summary>
    public double ImageWeight => _settings.ImageWeight;

    /// <summary>Encodes each sentence twice, with different dropout, and compares.</summary>
    public ContrastiveLosses Losses(ContrastiveBatch batch)
    {
        using var scope = NewDisposeScope();

        var views = TokenBatch.Create([.. batch.TokenIds.SelectMany(ids => new[] { ids, ids })], _settings.PaddingId);
        var embeddings = _model.Embed(_settings.Pooling, views).unflatten(0, -1, 2); // [batch, 2, dimension]
        var losses = McseObjective.Losses(
            Heads,
            embeddings,
            ToTensor(batch.Features)?.to(embeddings.dtype),
            (_settings.TextTemperature, _settings.ImageTemperature));
        losses.Text.MoveToOuterDisposeScope();
        losses.Image?.MoveToOuterDisposeScope();
        return losses;
    }

    private static IEnumerable<(string Name, Parameter Parameter)> Named(string prefix, nn.Module module) =>
        module.named_parameters().Select(pair => ($"{prefix}.{pair.name}", pair.parameter));

    private static Tensor? ToTensor(FeatureMatrix? features) =>
        features is null ? null : NativeTensor.From(features.ToArray(), features.Rows, features.Columns);
}
