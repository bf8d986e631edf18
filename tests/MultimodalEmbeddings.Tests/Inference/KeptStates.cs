using MultimodalEmbeddings.Inference;

namespace MultimodalEmbeddings.Tests.Inference;

/// <summary>Copies of the hidden states of a batch, each [tokens · hidden].</summary>
internal sealed class KeptStates(int tokens, int hidden) : IHiddenStates
{
    public List<float[]> Layers { get; } = [];

    public static IReadOnlyList<float[]> Of(InferenceModel model, IReadOnlyList<int[]> sentences)
    {
        var states = new KeptStates(sentences.Sum(ids => ids.Length), model.Configuration.HiddenSize);
        model.Run(sentences, states);
        return states.Layers;
    }

    public unsafe void Show(int layer, Rows states)
    {
        Assert.Equal(Layers.Count, layer);
        var copy = new float[tokens * hidden];
        for (var token = 0; token < tokens; token++)
        {
            new Span<float>(states[token], hidden).CopyTo(copy.AsSpan(token * hidden));
        }

        Layers.Add(copy);
    }
}
