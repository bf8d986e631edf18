using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Inference;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Tests.Onnx;

/// <summary>The weights of the modules, whose tree has the names that are asked for.</summary>
internal sealed class ModuleWeights(TransformerModel model) : IWeightSource
{
    public EncoderConfiguration Configuration => model.Configuration;

    public bool Contains(string name) => model.named_parameters().Any(pair => pair.name == name);

    public float[] Read(string name, params long[] shape)
    {
        var parameter = model.get_parameter(name)!;
        Assert.Equal(shape, parameter.shape);
        return ParameterMemory.Of(parameter).ToArray();
    }
}
