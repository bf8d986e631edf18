using MultimodalEmbeddings.Objectives;

namespace MultimodalEmbeddings.Training;

/// <summary>The numbers of the objective.</summary>
/// <param name="Pooling">What of the encoder is compared.</param>
/// <param name="PaddingId">Fills shorter sentences.</param>
/// <param name="Temperature">τ of the text objective.</param>
/// <param name="Objectives">Of each captioned corpus.</param>
internal sealed record ContrastiveSettings(
    PoolingRule Pooling, int PaddingId, double Temperature, IReadOnlyList<MultimodalObjective> Objectives);
