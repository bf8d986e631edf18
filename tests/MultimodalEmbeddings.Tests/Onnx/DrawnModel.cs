using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Onnx;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Onnx;

/// <summary>A small encoder with every weight drawn, biases and norms too, and what its modules make of sentences.</summary>
internal sealed class DrawnModel : IDisposable
{
    private readonly TransformerModel _model;

    public DrawnModel(EncoderConfiguration configuration, Random random)
    {
        // Larger weights make more of float32's last digit, in the modules as elsewhere, than what is compared.
        _model = EncoderWeights.Draw(configuration with { InitializerRange = 0.2 }, random.Next());
        foreach (var (name, parameter) in _model.named_parameters().Where(pair => pair.parameter.dim() == 1))
        {
            var centre = name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1 : 0;
            foreach (ref var value in ParameterMemory.Of(parameter))
            {
                value = centre + ((random.NextSingle() - 0.5f) / 2);
            }
        }
    }

    public ModuleWeights Weights => new(_model);

    public EncoderConfiguration Configuration => _model.Configuration;

    public bool HasPooler => _model.Pooler is not null;

    /// <returns>Sentences of 1 to all tokens that there is room for.</returns>
    public int[][] Sentences(Random random, int count)
    {
        var longest = Math.Min(Configuration.LongestSentence, 40);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.Next(1, longest + 1))
                .Select(_ => random.Next(Configuration.VocabularySize)).ToArray()),
        ];
    }

    /// <summary>What the modules give: the oracle.</summary>
    public float[] Encode(IReadOnlyList<int[]> sentences, IReadOnlyList<Pooling> poolings, OnnxHead head)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        using var model = new EmbeddingModel(
            EncoderWeights.Clone(_model, _model.Pooler), [.. head.Dense.Select(weights => new DenseLayer(weights))]);
        var batch = TokenBatch.Create(sentences, Configuration.PaddingId);
        var embeddings = model.Embed(new PoolingRule(poolings, head.LeftOut), batch);
        return ParameterMemory.Of(head.Normalizes ? nn.functional.normalize(embeddings) : embeddings.contiguous()).ToArray();
    }

    public void Dispose() => _model.Dispose();
}
