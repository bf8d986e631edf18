using MultimodalEmbeddings.Inference;

namespace MultimodalEmbeddings;

/// <summary>The hidden states of one sentence to one vector.</summary>
/// <param name="states">[tokens, hidden].</param>
/// <param name="tokens">How many there are.</param>
/// <param name="first">The first that takes part.</param>
internal readonly unsafe ref struct PooledSentence(Rows states, int tokens, int first)
{
    private readonly Rows _states = states;

    /// <summary>Adds <paramref name="share"/> times the mean of the tokens.</summary>
    public void AddMean(Span<float> target, float share) => AddSum(target, share / (tokens - first));

    /// <summary>Adds the sum of the tokens over the root of their number.</summary>
    public void AddMeanSqrtLength(Span<float> target) => AddSum(target, 1 / MathF.Sqrt(tokens - first));

    /// <summary>Adds the mean of the tokens, the one at place p weighing p + 1.</summary>
    public void AddWeightedMean(Span<float> target)
    {
        var total = 0f;
        for (var token = first; token < tokens; token++)
        {
            total += token + 1;
        }

        for (var token = first; token < tokens; token++)
        {
            Add(target, token, (token + 1) / total);
        }
    }

    public void CopyLargest(Span<float> target)
    {
        CopyToken(target, first);
        for (var token = first + 1; token < tokens; token++)
        {
            var state = _states[token];
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = MathF.Max(target[i], state[i]);
            }
        }
    }

    public void CopyFirst(Span<float> target) => CopyToken(target, first);

    public void CopyLast(Span<float> target) => CopyToken(target, tokens - 1);

    private void CopyToken(Span<float> target, int token) => new Span<float>(_states[token], target.Length).CopyTo(target);

    private void AddSum(Span<float> target, float weight)
    {
        for (var token = first; token < tokens; token++)
        {
            Add(target, token, weight);
        }
    }

    private void Add(Span<float> target, int token, float weight)
    {
        var state = _states[token];
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += weight * state[i];
        }
    }
}
