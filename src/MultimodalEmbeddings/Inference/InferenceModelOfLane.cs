using System.Collections.Concurrent;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <inheritdoc/>
internal sealed unsafe class InferenceModel<TLane> : InferenceModel
    where TLane : struct, ILane<TLane>
{
    private readonly ConcurrentBag<Workspace> _workspaces = [];
    private readonly EmbeddingTables<TLane> _embeddings;
    private readonly LayerWeights<TLane>[] _layers;
    private readonly AttentionView[] _views;
    private readonly NamedNorm<TLane>? _norm;
    private readonly DistanceBias? _bias;

    public InferenceModel(IWeightSource source)
        : base(source.Configuration)
    {
        _embeddings = new EmbeddingTables<TLane>(source);
        _layers = [.. Enumerable.Range(0, Configuration.Layers).Select(index => new LayerWeights<TLane>(source, index))];
        _norm = NamedNorm<TLane>.Read(source, "encoder.LayerNorm", Configuration.HiddenSize);
        _bias = Configuration.RelativePositionBuckets is { } buckets
            ? new DistanceBias(
                source.Read("encoder.relative_attention_bias.weight", buckets, Configuration.Heads),
                Configuration.Heads,
                Configuration.MaximumPositions)
            : null;
        _views = [.. Enumerable.Range(0, Configuration.Layers).Select(View)];
    }

    public override IEnumerable<NamedTensor> Tensors =>
    [
        .. _embeddings.Tensors,
        .. _bias?.Tensors ?? [],
        .. _layers.SelectMany(layer => layer.Tensors),
        .. _norm?.Tensors ?? [],
    ];

    public override void Run(IReadOnlyList<int[]> sentences, IHiddenStates observer)
    {
        CheckRange(sentences);
        var workspace = _workspaces.TryTake(out var kept)
            ? kept
            : new Workspace(Configuration, TLane.Count);
        workspace.Prepare(sentences.Sum(ids => ids.Length));
        Embed(sentences, workspace);
        observer.Show(0, workspace.Hidden);
        for (var index = 0; index < _layers.Length; index++)
        {
            LayerPass<TLane>.Run(_layers[index], _views[index], sentences, workspace);
            var states = workspace.Hidden;
            if (_norm is not null && index == _layers.Length - 1)
            {
                _norm.Norm.Apply(states, states, states, sentences.Sum(ids => ids.Length));
            }

            observer.Show(index + 1, states);
        }

        _workspaces.Add(workspace);
    }

    public override void Dispose()
    {
        _embeddings.Dispose();
        _norm?.Norm.Dispose();
        _bias?.Dispose();
        Array.ForEach(_layers, layer => layer.Dispose());
        while (_workspaces.TryTake(out var workspace))
        {
            workspace.Dispose();
        }
    }

    private AttentionView View(int layer)
    {
        if (Configuration.ModernBert is not { } modern)
        {
            return new AttentionView(_bias);
        }

        var size = Configuration.HiddenSize / Configuration.Heads;
        return modern.GlobalLayers[layer]
            ? new AttentionView(Rotation: new RotationTable(modern.GlobalTheta, size))
            : new AttentionView(Rotation: new RotationTable(modern.LocalTheta, size), Reach: modern.LocalAttention / 2);
    }

    private void Embed(IReadOnlyList<int[]> sentences, Workspace workspace)
    {
        var token = 0;
        foreach (var ids in sentences)
        {
            _embeddings.Embed(ids, workspace.Hidden.From(token), workspace.Output);
            token += ids.Length;
        }
    }
}
