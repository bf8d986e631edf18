using MultimodalEmbeddings.Training;

namespace Terminal;

/// <summary>Tells how a training run goes: a bar that moves with the steps, and a line that stays at every validation.</summary>
internal sealed class TrainingProgressReport(LiveBar bar, string name) : IProgress<TrainingProgress>
{
    private string _imageLoss = "none";

    /// <summary>Whether the image loss counts for nothing, and is not shown.</summary>
    public bool IsTextAlone { get; init; }

    public void Report(TrainingProgress value)
    {
        // Only every so many steps hold captions; in between the last loss stays.
        _imageLoss = value.ImageLoss is { } loss && !IsTextAlone ? $"{loss:0.000}" : _imageLoss;
        var losses = $"text loss {value.TextLoss:0.000}  image loss {_imageLoss,5}";
        var score = value.BestScore is { } best ? $"  best {best:0.00}" : "";
        bar.Advance((double)value.Step / value.TotalSteps, $"{name}  {value.Step}/{value.TotalSteps}  {losses}{score}");
        if (value.Score is not null)
        {
            bar.Keep($"  {name,-6}  step {value.Step,4}/{value.TotalSteps}  {losses}  "
                + $"{value.SentencesPerSecond,5:0} sentences/s  validation {value.Score:0.00}  "
                + $"align {value.Alignment:0.000}  uniform {value.Uniformity:0.000}");
        }
    }
}
