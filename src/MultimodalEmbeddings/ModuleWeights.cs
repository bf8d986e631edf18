using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Transformers;
using TorchSharp.Modules;

namespace MultimodalEmbeddings;

/// <summary>The weights that libtorch's modules have now.</summary>
internal sealed class ModuleWeights(TransformerModel modules) : IWeightSource
{
    private readonly Dictionary<string, Parameter> _parameters =
        modules.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);

    public EncoderConfiguration Configuration => modules.Configuration;

    public bool Contains(string name) => _parameters.ContainsKey(name);

    public void CopyTo(string name, IReadOnlyList<long> shape, Span<float> destination) =>
        ParameterMemory.Of(_parameters[name]).CopyTo(destination);
}
