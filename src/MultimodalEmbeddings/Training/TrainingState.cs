namespace MultimodalEmbeddings.Training;

/// <summary>All of a run that outlives a step.</summary>
internal sealed class TrainingState : IDisposable
{
    public TrainingState(ContrastiveModel model, TrainingOptions options) =>
        (Model, Loop, Best) = (model, new TrainingLoop(model, options), new BestWeights(model.Parameters));

    public ContrastiveModel Model { get; }

    public TrainingLoop Loop { get; }

    public BestWeights Best { get; }

    public TrainingClock Clock { get; } = new();

    /// <summary>The progress after each step.</summary>
    public List<TrainingProgress> History { get; } = [];

    /// <summary>Trained on until now.</summary>
    public long Sentences { get; set; }

    /// <summary>Steps done.</summary>
    public int Step => History.Count;

    public void Dispose()
    {
        Best.Dispose();
        Loop.Dispose();
    }
}
