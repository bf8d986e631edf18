namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The weights in an open checkpoint.</summary>
internal sealed class CheckpointWeights(Checkpoint checkpoint) : IWeightSource
{
    public EncoderConfiguration Configuration => checkpoint.Configuration;

    public bool Contains(string name) => checkpoint.Contains(name);

    public void CopyTo(string name, IReadOnlyList<long> shape, Span<float> destination) =>
        checkpoint.Find(name, shape).CopyTo(destination);
}
