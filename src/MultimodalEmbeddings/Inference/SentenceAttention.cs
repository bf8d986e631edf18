namespace MultimodalEmbeddings.Inference;

/// <summary>Multi-head scaled dot-product attention of one sentence on its own rows.</summary>
/// <remarks>Vaswani et al. 2017, section 3.2.</remarks>
internal static unsafe class SentenceAttention<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <param name="attended">Queries, keys and values, [tokens, 3 · hidden].</param>
    /// <param name="context">Receives the weighted values, [tokens, hidden], with two lanes of room behind each row.</param>
    /// <param name="tokens">Tokens of the sentence.</param>
    /// <param name="view">What they see of each other.</param>
    /// <param name="head">Sizes, and memory for one head.</param>
    public static void Run(Rows attended, Rows context, int tokens, AttentionView view, HeadMemory head)
    {
        var hidden = head.Heads * head.Size;
        view.Rotation?.Rotate(attended, tokens, head.Heads);
        view.Rotation?.Rotate(attended.From(0, hidden), tokens, head.Heads);
        head.Prepare(tokens, TLane.Count);
        for (var index = 0; index < head.Heads; index++)
        {
            var column = index * head.Size;
            PackKeys(attended.From(0, hidden + column), tokens, head);
            for (var start = 0; start < tokens; start += HeadMemory.Queries)
            {
                var count = Math.Min(HeadMemory.Queries, tokens - start);
                Score(attended.From(start, column), count, head);
                Hide(start, count, tokens, view, index, head);
                RowSoftmax<TLane>.Apply(head.Scores, count, head.Columns);
                Weigh(attended.From(0, (2 * hidden) + column), context.From(start, column), count, tokens, head);
            }
        }
    }

    /// <summary>
    /// Keys by component, so that the scores of neighbouring tokens are neighbours, over the root of their size.
    /// </summary>
    private static void PackKeys(Rows keys, int tokens, HeadMemory head)
    {
        var (width, scale) = (head.Lanes * TLane.Count, 1 / MathF.Sqrt(head.Size));
        for (var token = 0; token < tokens; token++)
        {
            var (panel, column) = Math.DivRem(token, width);
            var key = keys[token];
            var target = head.Keys + ((long)panel * head.Size * width) + column;
            for (nint i = 0; i < head.Size; i++, target += width)
            {
                *target = key[i] * scale;
            }
        }
    }

    private static void Score(Rows queries, int count, HeadMemory head)
    {
        var width = head.Lanes * TLane.Count;
        for (var column = 0; column < head.Columns; column += width)
        {
            var panel = new Panel(head.Keys + ((long)column * head.Size), width, head.Hidden + column, head.Size);
            PanelProduct<TLane>.Multiply(queries, head.Scores.From(0, column), count, panel, head.Lanes);
        }
    }

    private static void Hide(int start, int count, int tokens, AttentionView view, int index, HeadMemory head)
    {
        for (var row = 0; row < count && (view.Bias ?? (object?)view.Reach) is not null; row++)
        {
            var scores = new Span<float>(head.Scores[row], tokens);
            var token = start + row;
            if (view.Bias is { } bias)
            {
                var line = bias.Line(index) - token;
                for (var i = 0; i < scores.Length; i++)
                {
                    scores[i] += line[i];
                }
            }

            if (view.Reach is { } reach)
            {
                scores[..Math.Max(0, token - reach)].Fill(float.NegativeInfinity);
                scores[Math.Min(tokens, token + reach + 1)..].Fill(float.NegativeInfinity);
            }
        }
    }

    // What a panel computes beyond the head's columns is the next head's, who comes later, or lies behind the row.
    private static void Weigh(Rows values, Rows context, int count, int tokens, HeadMemory head)
    {
        for (var column = 0; column < head.Size;)
        {
            var lanes = Math.Min(PanelProduct<TLane>.Lanes(head.Size - column), 2);
            var panel = new Panel(values.First + column, values.Stride, head.Zeros, tokens);
            PanelProduct<TLane>.Multiply(head.Scores, context.From(0, column), count, panel, lanes);
            column += lanes * TLane.Count;
        }
    }
}
