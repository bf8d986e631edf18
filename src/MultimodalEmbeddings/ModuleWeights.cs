using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Inference;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings;

/// <summary>The weights that libtorch's modules have now.</summary>
internal sealed class ModuleWeights(TransformerModel modules) : IWeightSource
{
    private readonly Dictionary<string, TorchSharp.Modules.Parameter> _parameters =
        modules.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);

    public EncoderConfiguration Configuration => modules.Configuration;

    public bool Contains(string name) => _parameters.ContainsKey(name);

    public float[] Read(string name, params long[] shape) => ParameterMemory.Of(_parameters[name]).ToArray();
}
