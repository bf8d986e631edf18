using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>Reads every element of an open file of weights.</summary>
internal static class WeightReader
{
    /// <summary>What the decoys beside the input's folder are filled with: whoever reads it has left the folder.</summary>
    public const float Decoy = -1.2345678e-19f;

    /// <exception cref="InvalidOperationException">Elements of a decoy were read.</exception>
    public static void Read(StateDictionary weights)
    {
        using (weights)
        {
            float[] elements = [];   // one for all, because a file may show one storage as many tensors
            foreach (var tensor in weights.Tensors.Values)
            {
                if (!tensor.Type.ConvertsToFloat())
                {
                    tensor.ToBytes();
                    continue;
                }

                elements = elements.Length < tensor.Length ? new float[tensor.Length] : elements;
                tensor.CopyTo(elements);
                if (elements.Contains(Decoy))
                {
                    throw new InvalidOperationException($"{tensor.Name} was read from a file outside of the folder.");
                }
            }
        }
    }
}
