using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>All in which two equal runs must agree to the last bit.</summary>
/// <param name="Result">What the trainer gave.</param>
/// <param name="Weights">The encoder's file of weights.</param>
/// <param name="Drawn">What libtorch's generator gives afterwards.</param>
/// <param name="Checkpoint">Digests of the last checkpoint's files.</param>
internal sealed record RunOutcome(TrainingResult Result, byte[] Weights, float[] Drawn, string[] Checkpoint)
{
    public static void Equal(RunOutcome expected, RunOutcome found)
    {
        Assert.Equal(expected.Weights, found.Weights);
        Assert.Equal(expected.Drawn, found.Drawn);
        Assert.Equal(expected.Checkpoint, found.Checkpoint);
        Assert.Equal(expected.Result.Steps, found.Result.Steps);
        Assert.Equal(expected.Result.BestStep, found.Result.BestStep);
        Assert.Equal(expected.Result.BestScore, found.Result.BestScore);
        Assert.Equal(WithoutSpeed(expected.Result.History), WithoutSpeed(found.Result.History));
    }

    private static IEnumerable<TrainingProgress> WithoutSpeed(IEnumerable<TrainingProgress> history) =>
        history.Select(progress => progress with { SentencesPerSecond = 0 });
}
