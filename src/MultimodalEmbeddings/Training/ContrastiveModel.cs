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
        Parameters = [.. model.TrainedParameters, .. heads.parameters()];
    }

    public TransformerModel Encoder => _model.Transformer;

    public ProjectionHeads Heads { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The parameters with names, in the same order.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> NamedParameters =>
    [
        .. Named("encoder", _model.Transformer),
        .. _model.Layers.SelectMany((layer, index) => Named($"dense.{index}", layer)),
        .. Named("heads", Heads),
    ];

    /// <summary>Encodes a batch and compares.</summary>
    public ContrastiveLosses Losses(ContrastiveBatch batch)
    {
        using var scope = NewDisposeScope();
        return Keep(Compare(Embed(batch), batch));
    }

    /// <summary>Encodes each sentence twice, with different dropout, or with its positive and its hard negative.</summary>
    /// <returns>[batch, views, dimension].</returns>
    public Tensor Embed(ContrastiveBatch batch)
    {
        using var scope = NewDisposeScope();

        var rows = TokenBatch.Create([.. batch.Rows()], _settings.PaddingId);
        return _model.Embed(_settings.Pooling, rows).unflatten(0, -1, batch.Views).MoveToOuterDisposeScope();
    }

    /// <summary>Compares what the encoder made of a batch.</summary>
    /// <param name="embeddings">Of <see cref="Embed"/>, [batch, views, dimension].</param>
    /// <param name="batch">The batch that they are of.</param>
    public ContrastiveLosses Compare(Tensor embeddings, ContrastiveBatch batch)
    {
        using var scope = NewDisposeScope();

        var text = McseObjective.Text(Heads.Text, embeddings, _settings.Temperature, batch.Given?.NegativeWeight ?? 0);
        if (batch.Features is not { } features)
        {
            return Keep(new ContrastiveLosses(text, null, 0));
        }

        if (batch.Corpus >= Heads.Images.Count)
        {
            throw new InvalidOperationException("A batch with image features needs a grounding and a visual head.");
        }

        var objective = _settings.Objectives[batch.Corpus];
        var images = NativeTensor.From(features.ToArray(), features.Rows, features.Columns).to(embeddings.dtype);
        return Keep(new ContrastiveLosses(
            text, McseObjective.Image(Heads.Images[batch.Corpus], embeddings, images, objective), objective.Weight));
    }

    private static ContrastiveLosses Keep(ContrastiveLosses losses)
    {
        losses.Text.MoveToOuterDisposeScope();
        losses.Image?.MoveToOuterDisposeScope();
        return losses;
    }

    private static IEnumerable<(string Name, Parameter Parameter)> Named(string prefix, nn.Module module) =>
        module.named_parameters().Select(pair => ($"{prefix}.{pair.name}", pair.parameter));
}
