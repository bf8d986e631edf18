namespace MultimodalEmbeddings.Inference;

/// <summary>One transformer layer on the packed tokens of a batch: attention, then the feed-forward network.</summary>
internal static unsafe class LayerPass<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <param name="layer">Its weights.</param>
    /// <param name="view">What tokens of a sentence see of each other.</param>
    /// <param name="sentences">Token ids of each, for their number.</param>
    /// <param name="memory">Holds the hidden states, which are replaced.</param>
    public static void Run(LayerWeights<TLane> layer, AttentionView view, IReadOnlyList<int[]> sentences, Workspace memory)
    {
        var tokens = sentences.Sum(ids => ids.Length);
        MatrixProduct<TLane>.Multiply(Input(layer, layer.AttentionNorm, memory, tokens), memory.Attended, tokens, layer.Attended);
        Attend(view, sentences, memory);
        MatrixProduct<TLane>.Multiply(memory.Context, memory.Output, tokens, layer.AttentionOutput);
        Add(layer, layer.AttentionNorm, memory, tokens);

        Widen(layer, Input(layer, layer.FeedForwardNorm, memory, tokens), memory.Wide, tokens);
        MatrixProduct<TLane>.Multiply(memory.Wide, memory.Output, tokens, layer.Narrowing);
        Add(layer, layer.FeedForwardNorm, memory, tokens);
    }

    private static void Attend(AttentionView view, IReadOnlyList<int[]> sentences, Workspace memory)
    {
        var token = 0;
        foreach (var ids in sentences)
        {
            SentenceAttention<TLane>.Run(
                memory.Attended.From(token), memory.Context.From(token), ids.Length, view, memory.Head);
            token += ids.Length;
        }
    }

    private static void Widen(LayerWeights<TLane> layer, Rows input, Rows wide, int tokens)
    {
        if (layer.IsGated)
        {
            MatrixProduct<TLane>.Multiply(input, wide, tokens, layer.Widening);
            layer.Activation.ApplyGated(wide, tokens, layer.Widening.PaddedOutputs / 2);
            return;
        }

        MatrixProduct<TLane>.Multiply(input, wide, tokens, layer.Widening, layer.Activation);
    }

    /// <summary>What half a layer works on: the hidden states, normalised where the family normalises before.</summary>
    private static Rows Input(LayerWeights<TLane> layer, RowNorm<TLane>? norm, Workspace memory, int tokens)
    {
        if (!layer.NormsBefore || norm is null)
        {
            return memory.Hidden;
        }

        norm.Apply(memory.Hidden, memory.Hidden, memory.Output, tokens);
        return memory.Output;
    }

    /// <summary>Adds what half a layer gave to the hidden states, and normalises where the family normalises after.</summary>
    private static void Add(LayerWeights<TLane> layer, RowNorm<TLane>? norm, Workspace memory, int tokens)
    {
        if (!layer.NormsBefore)
        {
            norm!.Apply(memory.Output, memory.Hidden, memory.Hidden, tokens);
            return;
        }

        for (var row = 0; row < tokens; row++)
        {
            float* hidden = memory.Hidden[row], output = memory.Output[row];
            for (var i = 0; i < layer.Narrowing.PaddedOutputs; i += TLane.Count)
            {
                TLane.Store(TLane.Load(hidden + i) + TLane.Load(output + i), hidden + i);
            }
        }
    }
}
