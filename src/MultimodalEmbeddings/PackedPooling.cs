using MultimodalEmbeddings.Inference;

namespace MultimodalEmbeddings;

/// <summary>Hidden states to vectors, sentence by sentence, as <see cref="PooledEmbeddings"/> does it with tensors.</summary>
/// <param name="rule">The definition.</param>
/// <param name="sentences">Token ids of each.</param>
/// <param name="model">The encoder.</param>
internal sealed class PackedPooling(PoolingRule rule, IReadOnlyList<int[]> sentences, InferenceModel model) : IHiddenStates
{
    private readonly int _layers = model.Configuration.Layers;
    private readonly int _hidden = model.Configuration.HiddenSize;

    /// <summary>
    /// [sentences, poolings · hidden]; for <see cref="Pooling.ClsDense"/> the token that the dense layer is still to be applied to.
    /// </summary>
    public float[] Pooled { get; } = new float[checked(sentences.Count * rule.Poolings.Count * model.Configuration.HiddenSize)];

    public void Show(int layer, Rows states)
    {
        var (token, vector) = (0, 0);
        foreach (var ids in sentences)
        {
            var tokens = new PooledSentence(states.From(token), ids.Length, Math.Min(rule.LeftOut, ids.Length - 1));
            foreach (var pooling in rule.Poolings)
            {
                Pool(pooling, layer, tokens, Pooled.AsSpan(vector, _hidden));
                vector += _hidden;
            }

            token += ids.Length;
        }
    }

    private void Pool(Pooling pooling, int layer, PooledSentence tokens, Span<float> target)
    {
        if (Shares(pooling, layer) is > 0 and var share)
        {
            tokens.AddMean(target, share);
        }
        else if (layer == _layers)
        {
            PoolLast(pooling, tokens, target);
        }
    }

    private static void PoolLast(Pooling pooling, PooledSentence tokens, Span<float> target)
    {
        switch (pooling)
        {
            case Pooling.Cls or Pooling.ClsDense:
                tokens.CopyFirst(target);
                break;
            case Pooling.LastToken:
                tokens.CopyLast(target);
                break;
            case Pooling.Max:
                tokens.CopyLargest(target);
                break;
            case Pooling.MeanSqrtLength:
                tokens.AddMeanSqrtLength(target);
                break;
            case Pooling.WeightedMean:
                tokens.AddWeightedMean(target);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "Not a pooling.");
        }
    }

    /// <summary>The part of the mean over tokens that a layer has in a pooling.</summary>
    private float Shares(Pooling pooling, int layer) => pooling switch
    {
        Pooling.Mean => Half(layer == _layers) * 2,
        Pooling.TopTwoMean => Half(layer == _layers - 1) + Half(layer == _layers),
        Pooling.FirstLastMean => Half(layer == 0) + Half(layer == _layers),
        Pooling.FirstLayerLastMean => Half(layer == 1) + Half(layer == _layers),
        _ => 0,
    };

    private static float Half(bool takesPart) => takesPart ? 0.5f : 0;
}
