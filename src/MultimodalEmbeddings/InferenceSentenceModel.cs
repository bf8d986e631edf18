using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Inference;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings;

/// <summary>The weights of a sentence encoder as C# alone computes with them: no native library takes part.</summary>
internal sealed class InferenceSentenceModel : SentenceModel
{
    private const string PoolerName = "pooler.dense";

    private readonly InferenceModel _transformer;
    private readonly DenseProduct? _pooler;
    private readonly DenseProduct[] _dense;

    /// <param name="source">The transformer's weights, copied.</param>
    /// <param name="dense">The layers behind the pooling.</param>
    public InferenceSentenceModel(IWeightSource source, IReadOnlyList<DenseWeights> dense)
    {
        _transformer = InferenceModel.Load(source);
        _pooler = source.Contains($"{PoolerName}.weight") ? new DenseProduct(Pooler(source)) : null;
        _dense = [.. dense.Select(weights => new DenseProduct(weights))];
    }

    public override EncoderConfiguration Configuration => _transformer.Configuration;

    public override bool HasPooler => _pooler is not null;

    public override IReadOnlyList<DenseWeights> Dense => [.. _dense.Select(layer => layer.ToWeights())];

    public override IEnumerable<NamedTensor> Tensors
    {
        get
        {
            var hidden = Configuration.HiddenSize;
            return _pooler is null ? _transformer.Tensors :
            [
                .. _transformer.Tensors,
                new NamedTensor($"{PoolerName}.weight", [hidden, hidden], () => _pooler.ToWeights().Weight),
                new NamedTensor($"{PoolerName}.bias", [hidden], () => _pooler.ToWeights().Bias!),
            ];
        }
    }

    public override void Embed(PoolingRule rule, IReadOnlyList<int[]> sentences, Span<float> embeddings)
    {
        var pooling = new PackedPooling(rule, sentences, _transformer);
        _transformer.Run(sentences, pooling);
        ApplyPooler(rule, pooling.Pooled);
        _dense.Aggregate(pooling.Pooled, (vectors, layer) => layer.Apply(vectors)).CopyTo(embeddings);
    }

    public override IEnumerable<int[]> Cut(IReadOnlyList<int> lengths) => BatchPlan.CutPacked(lengths);

    public override EmbeddingModel ToModules()
    {
        NativeBackend.EnsureLoaded();
        var tensors = Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Values);
        var modules = new TransformerModel(Configuration, HasPooler);
        foreach (var (name, parameter) in modules.named_parameters())
        {
            tensors[name]().CopyTo(ParameterMemory.Of(parameter));
        }

        modules.eval();
        return new EmbeddingModel(modules, [.. Dense.Select(weights => new DenseLayer(weights))]);
    }

    public override void Dispose()
    {
        _transformer.Dispose();
        _pooler?.Dispose();
        Array.ForEach(_dense, layer => layer.Dispose());
    }

    private void ApplyPooler(PoolingRule rule, Span<float> pooled)
    {
        var hidden = Configuration.HiddenSize;
        for (var vector = 0; vector < pooled.Length / hidden; vector++)
        {
            if (rule.Poolings[vector % rule.Poolings.Count] == Pooling.ClsDense)
            {
                var values = pooled.Slice(vector * hidden, hidden);
                _pooler!.Apply(values.ToArray()).CopyTo(values);
            }
        }
    }

    private static DenseWeights Pooler(IWeightSource source)
    {
        var hidden = source.Configuration.HiddenSize;
        return new DenseWeights
        {
            InputSize = hidden,
            OutputSize = hidden,
            Activation = "Tanh",
            Weight = source.Read($"{PoolerName}.weight", hidden, hidden),
            Bias = source.Read($"{PoolerName}.bias", hidden),
        };
    }
}
