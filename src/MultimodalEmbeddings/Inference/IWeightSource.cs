using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>Where an encoder's weights come from, by the names of <see cref="EncoderTensors"/>.</summary>
internal interface IWeightSource
{
    EncoderConfiguration Configuration { get; }

    bool Contains(string name);

    /// <returns>The values, row-major.</returns>
    float[] Read(string name, params long[] shape);
}
