namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A tensor of an encoder as it is now.</summary>
/// <param name="Name">As in <see cref="EncoderTensors"/>.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Values">Makes a copy of the values, row-major.</param>
internal sealed record NamedTensor(string Name, IReadOnlyList<long> Shape, Func<float[]> Values);
