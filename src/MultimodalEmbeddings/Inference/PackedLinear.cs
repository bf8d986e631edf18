using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>A linear layer of a checkpoint, and where in a packed matrix it is.</summary>
/// <param name="Name">The checkpoint's.</param>
/// <param name="Matrix">Holds it.</param>
/// <param name="HasBias">Whether it has biases.</param>
/// <param name="Parts">Where its outputs are, in their order.</param>
internal sealed record PackedLinear(string Name, PackedMatrix Matrix, bool HasBias, params OutputRange[] Parts)
{
    private int Outputs => Parts.Sum(part => part.Count);

    public IEnumerable<NamedTensor> Tensors
    {
        get
        {
            yield return new NamedTensor(
                $"{Name}.weight",
                [Outputs, Matrix.Inputs],
                () => [.. Parts.SelectMany(part => Matrix.Weights(part.Start, part.Count))]);
            if (HasBias)
            {
                yield return new NamedTensor(
                    $"{Name}.bias", [Outputs], () => [.. Parts.SelectMany(part => Matrix.Biases(part.Start, part.Count))]);
            }
        }
    }

    /// <summary>Fills its part of the matrix.</summary>
    public void Read(IWeightSource source)
    {
        var weights = source.Read($"{Name}.weight", Outputs, Matrix.Inputs);
        float[] biases = HasBias ? source.Read($"{Name}.bias", Outputs) : [];
        var done = 0;
        foreach (var (start, count) in Parts)
        {
            Matrix.Fill(
                start,
                weights.AsSpan(done * Matrix.Inputs, count * Matrix.Inputs),
                HasBias ? biases.AsSpan(done, count) : default);
            done += count;
        }
    }
}
