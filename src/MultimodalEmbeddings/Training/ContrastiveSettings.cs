namespace MultimodalEmbeddings.Training;

/// <summary>The numbers of the objective.</summary>
/// <param name="Pooling">What of the encoder is compared.</param>
/// <param name="PaddingId">Fills shorter sentences.</param>
/// <param name="TextTemperature">τ.</param>
/// <param name="ImageTemperature">τ′.</param>
/// <param name="ImageWeight">λ.</param>
internal sealed record ContrastiveSettings(
    PoolingRule Pooling, int PaddingId, double TextTemperature, double ImageTemperature, double ImageWeight);
