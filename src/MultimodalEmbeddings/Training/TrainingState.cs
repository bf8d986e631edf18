using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>All of a run that outlives a step.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly bool _clearsToNone;

    public TrainingState(ContrastiveModel model, TrainingOptions options)
    {
        (Model, Loop, Best) = (model, new TrainingLoop(model, options), new BestWeights(model.Parameters));
        _clearsToNone = options.SkipUntouchedParameters;
    }

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

    /// <summary>
    /// Gives each parameter the gradient that the end of a step leaves it. Where that is zero, not none, the optimizer moves the
    /// parameter on in steps that do not touch it.
    /// </summary>
    public void RestoreGradients()
    {
        using var scope = NewDisposeScope();

        foreach (var moments in Loop.Optimizer.Moments.Where(moments => moments.Steps > 0 && !_clearsToNone))
        {
            moments.Parameter.grad = zeros_like(moments.Parameter, requires_grad: false);
        }
    }

    public void Dispose()
    {
        Best.Dispose();
        Loop.Dispose();
    }
}
