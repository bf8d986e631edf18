using MultimodalEmbeddings.Training;

namespace Quickstart.Training;

/// <summary>Tells how a training run goes: a line that moves with the steps, and one that stays at every validation.</summary>
internal sealed class TrainingReport(string name) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        var images = value.ImageLoss is { } loss ? $"{loss:0.000}" : "    -";
        var line = $"  {name}  step {value.Step,4}/{value.TotalSteps}  text loss {value.TextLoss:0.000}  image loss {images}  "
            + $"{value.SentencesPerSecond,5:0} sentences/s";
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
