using MultimodalEmbeddings;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Training;
using Quickstart.Charts;

namespace Quickstart.Training;

/// <summary>One side of the comparison: a trained encoder, how its training went, and what it scores on the test pairs.</summary>
internal sealed record Arm(string Name, SentenceEncoder Encoder, TrainingResult Training, StsTaskResult Test) : IDisposable
{
    /// <summary>The validation scores over the steps, from the untrained start on.</summary>
    public Course CourseFrom(double start)
    {
        var validated = Training.History.Where(point => point.Score is not null);
        return new Course(Name, [(0, start), .. validated.Select(point => (point.Step, point.Score.GetValueOrDefault()))]);
    }

    public void Dispose() => Encoder.Dispose();
}
