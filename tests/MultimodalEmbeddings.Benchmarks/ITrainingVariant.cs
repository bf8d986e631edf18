using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>One way to train a model of its own.</summary>
internal interface ITrainingVariant : IDisposable
{
    string Name { get; }

    /// <summary>The shares of the steps' time, or null where a step is not to be looked into.</summary>
    StepTimes? Times { get; }

    /// <summary>The loss of a batch without dropout, in nats.</summary>
    double Loss(ContrastiveBatch batch);

    void Step(ContrastiveBatch batch);
}
