using System.Globalization;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Training;

/// <summary>Scored pairs that the encoder is tried on while it trains.</summary>
/// <param name="Task">The pairs.</param>
/// <param name="EverySteps">How often; the last step is always tried.</param>
internal sealed record Validation(StsTask Task, int EverySteps)
{
    /// <param name="step">From 1.</param>
    /// <param name="steps">Of the whole run.</param>
    public bool IsDue(int step, int steps) => step % EverySteps == 0 || step == steps;

    /// <summary>What the scores follow from, by name.</summary>
    public IEnumerable<(string Name, string Digest)> Digests()
    {
        string[] content =
        [
            .. Task.Subsets.SelectMany(subset => subset.Pairs)
                .SelectMany(pair => new[] { pair.First, pair.Second, pair.Score.ToString(CultureInfo.InvariantCulture) }),
        ];
        yield return ("validation.pairs", ContentDigest.Of(content));
        yield return ("validation.every_steps", EverySteps.ToString(CultureInfo.InvariantCulture));
    }
}
