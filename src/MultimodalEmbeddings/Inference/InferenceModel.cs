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

    /// <summary>The weights as they are now, all but the pooler's.</summary>
    public abstract IEnumerable<NamedTensor> Tensors { get; }

    /// <param name="sentences">Token ids of each.</param>
    /// <param name="observer">Is shown each hidden state, from 0.</param>
    /// <exception cref="ArgumentException">
    /// A sentence has no tokens, or a token id or the number of tokens is beyond what there is room for.
    /// </exception>
    public abstract void Run(IReadOnlyList<int[]> sentences, IHiddenStates observer);

    public abstract void Dispose();

    /// <exception cref="ArgumentException">A token id or the number of tokens is beyond what there is room for.</exception>
    protected void CheckRange(IReadOnlyList<int[]> sentences)
    {
        var limit = Configuration.LongestSentence;
        foreach (var ids in sentences)
        {
            if (ids.Length == 0 || ids.Length > limit)
            {
                throw new ArgumentException(
                    $"A sentence of {ids.Length} tokens is not within the encoder's 1 to {limit} positions.", nameof(sentences));
            }

            if (ids.AsSpan().IndexOfAnyExceptInRange(0, Configuration.VocabularySize - 1) is >= 0 and var place)
            {
                throw new ArgumentException(
                    $"Token id {ids[place]} is outside the encoder's vocabulary of {Configuration.VocabularySize}.",
                    nameof(sentences));
            }
        }
    }
}
