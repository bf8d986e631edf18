using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings;

/// <summary>The weights that a sentence encoder has now.</summary>
internal sealed class ModelWeights(SentenceModel model) : IWeightSource
{
    private readonly Dictionary<string, NamedTensor> _tensors = model.Tensors.ToDictionary(tensor => tensor.Name);

    public EncoderConfiguration Configuration => model.Configuration;

    public bool Contains(string name) => _tensors.ContainsKey(name);

    public void CopyTo(string name, IReadOnlyList<long> shape, Span<float> destination) =>
        _tensors[name].Values().CopyTo(destination);
}
