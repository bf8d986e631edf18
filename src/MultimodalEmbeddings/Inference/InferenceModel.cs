using System.Runtime.Intrinsics;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>An encoder of the BERT line in C# alone: token ids to hidden states. Safe for concurrent use.</summary>
internal abstract class InferenceModel(EncoderConfiguration configuration) : IDisposable
{
    public EncoderConfiguration Configuration { get; } = configuration;

    /// <summary>With the widest lanes that the processor has.</summary>
    public static InferenceModel Load(IWeightSource source) =>
        Vector512.IsHardwareAccelerated ? new InferenceModel<Lane512>(source)
        : Vector256.IsHardwareAccelerated ? new InferenceModel<Lane256>(source)
        : new InferenceModel<Lane128>(source);

    /// <param name="sentences">Token ids of each.</param>
    /// <param name="observer">Is shown each hidden state, from 0.</param>
    public abstract void Run(IReadOnlyList<int[]> sentences, IHiddenStates observer);

    public abstract void Dispose();
}
