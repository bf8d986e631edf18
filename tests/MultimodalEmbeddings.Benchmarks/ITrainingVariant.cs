using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>One way to train a model of its own.</summary>
internal interface ITrainingVariant : IDisposable
{
    string Name { get; }

    /// <summary>The shares of the steps' time, or null where a step is not to be looked into.</summary>
    StepTimes? Times { get; }

    /// <summary>The loss of a batch without dropout, in nats; null for a model with weights of its own.</summary>
    double? Loss(ContrastiveBatch batch);

    void Step(ContrastiveBatch batch);

    /// <summary>Processor time of the process that it runs in; null for this one.</summary>
    Func<TimeSpan>? ProcessorTime => null;

    /// <summary>Peak memory in MiB of the process that it runs in, since <see cref="ProcessMemory.ResetPeak"/>.</summary>
    double Peak => ProcessMemory.PeakMebibytes();
}
