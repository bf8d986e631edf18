using MultimodalEmbeddings.Training;

namespace Quickstart.Training;

/// <summary>Tells how a training run goes: a line that moves with the steps, and one that stays at every validation.</summary>
internal sealed class TrainingReport(string name) : IProgress<TrainingProgress>
{
    private string _imageLoss = "none";

    public void Report(TrainingProgress value)
    {
        // Only every so many steps hold captions; in between the last loss stays.
        _imageLoss = value.ImageLoss is { } loss ? $"{loss:0.000}" : _imageLoss;
        var line = $"  {name,-6}  step {value.Step,4}/{value.TotalSteps}  text loss {value.TextLoss:0.000}  "
            + $"image loss {_imageLoss,5}  {value.SentencesPerSecond,5:0} sentences/s";
        if (value.Score is { } score)
        {
            StatusLine.Keep($"{line}  validation {score:0.00}");
        }
        else
        {
            StatusLine.Show(line);
        }
    }
}
