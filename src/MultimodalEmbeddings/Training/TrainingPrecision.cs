namespace MultimodalEmbeddings.Training;

/// <summary>What the products of a training step are computed in. Weights, updates and losses are float32 in any case.</summary>
public enum TrainingPrecision
{
    /// <summary>float32.</summary>
    Full,

    /// <summary>
    /// bfloat16 in the linear layers and the attention of the transformer, as PyTorch's autocast does it; layer norms, the sums
    /// of the layers, projection heads and losses stay float32. About twice as fast or more on processors with bfloat16
    /// instructions (AVX-512 BF16, AMX), slower on others. Validation and encoding are float32.
    /// </summary>
    BFloat16,
}
