using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Inference;

namespace MultimodalEmbeddings.Tests.Inference;

/// <summary>The engine in every width; those that the processor lacks run as .NET computes them without.</summary>
internal static class LaneModels
{
    public static IReadOnlyList<int> Widths { get; } = [128, 256, 512];

    public static InferenceModel Load(IWeightSource source, int width) => width switch
    {
        128 => new InferenceModel<Lane128>(source),
        256 => new InferenceModel<Lane256>(source),
        _ => new InferenceModel<Lane512>(source),
    };
}
