using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>What a head must be to fit an encoder.</summary>
internal static class HeadRules
{
    /// <summary>One sentence for each thing that does not fit.</summary>
    public static IEnumerable<string> Faults(OnnxHead head, IWeightSource weights) =>
    [
        .. Unless(head.Pooled.Count > 0, "No pooling is given; at least one is needed."),
        .. Unless(head.LeftOut >= 0, $"{head.LeftOut} tokens are left out of the pooling; 0 or more are expected."),
        .. head.Pooled.Select(pooled => Fault(pooled, weights)).OfType<string>(),
        .. DenseFaults(head, weights.Configuration.HiddenSize),
    ];

    private static string[] Unless(bool holds, string fault) => holds ? [] : [fault];

    private static string? Fault(PooledState pooled, IWeightSource weights)
    {
        var states = weights.Configuration.Layers + 1;
        if (pooled.AveragedWith is { } other && (uint)other.GetOffset(states) >= states)
        {
            return $"Hidden state {other} is asked for; there are {states}, from 0.";
        }

        return !pooled.IsDense || weights.Contains($"{HeadNodes.Pooler}.weight")
            ? null
            : $"A pooling goes through the encoder's own dense layer, but it has no {HeadNodes.Pooler}.weight; choose another.";
    }

    private static IEnumerable<string> DenseFaults(OnnxHead head, int hidden)
    {
        var size = head.Pooled.Count * hidden;
        foreach (var layer in head.Dense)
        {
            if (layer.InputSize != size || layer.Weight.Length != (long)size * layer.OutputSize)
            {
                yield return $"A dense layer takes {layer.InputSize} components with {layer.Weight.Length} weights;"
                    + $" {size} come in and {layer.OutputSize} go out.";
            }

            size = layer.OutputSize;
        }
    }
}
