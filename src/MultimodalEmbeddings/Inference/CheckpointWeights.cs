using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>The weights in an open checkpoint.</summary>
internal sealed class CheckpointWeights(Checkpoint checkpoint) : IWeightSource
{
    public EncoderConfiguration Configuration => checkpoint.Configuration;

    public bool Contains(string name) => checkpoint.Contains(name);

    public float[] Read(string name, params long[] shape)
    {
        var stored = checkpoint.Find(name, shape);
        var values = new float[stored.Length];
        stored.CopyTo(values);
        return values;
    }
}
