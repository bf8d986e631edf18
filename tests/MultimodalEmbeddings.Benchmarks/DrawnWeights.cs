using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Inference;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>The weights of modules.</summary>
internal sealed class DrawnWeights(TransformerModel model) : IWeightSource
{
    private readonly HashSet<string> _names = [.. model.named_parameters().Select(pair => pair.name)];

    public EncoderConfiguration Configuration => model.Configuration;

    public bool Contains(string name) => _names.Contains(name);

    public float[] Read(string name, params long[] shape) => ParameterMemory.Of(model.get_parameter(name)!).ToArray();
}
