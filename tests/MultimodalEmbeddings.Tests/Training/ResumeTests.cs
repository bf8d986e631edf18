using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>Interrupted and resumed is uninterrupted, bit by bit.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_interrupted_after_any_step_ends_as_one_that_was_not()
    {
        var uninterrupted = Run("whole").Train();

        for (var step = 1; step < ResumedRun.Steps; step++)
        {
            RunOutcome.Equal(uninterrupted, Run($"after-{step}").Train(step));
        }
    }

    [Fact]
    public void A_run_interrupted_after_every_step_ends_as_one_that_was_not()
    {
        var uninterrupted = Run("whole").Train();

        RunOutcome.Equal(uninterrupted, Run("parts").Train([.. Enumerable.Range(1, ResumedRun.Steps - 1)]));
    }

    [Fact]
    public void So_does_one_whose_untouched_parameters_stand_still()
    {
        ResumedRun Standing(string name) => Run(name) with { Options = Run(name).Options with { SkipUntouchedParameters = true } };
        var uninterrupted = Standing("whole").Train();

        RunOutcome.Equal(uninterrupted, Standing("parts").Train(1, 2, 5, 6, 7));
    }

    [Fact]
    public void The_checkpoint_on_cancelling_is_of_the_last_step_however_rare_they_are()
    {
        var rare = Run("rare") with { EverySteps = 1000 };

        var outcome = rare.Train(5, 8);

        Assert.Equal(["step-00000008", "step-00000012"], rare.CheckpointNames());
        RunOutcome.Equal(Run("whole").Train(), outcome);
    }

    [Fact]
    public void A_run_without_checkpoints_has_the_same_numbers()
    {
        var run = Run("whole");
        var kept = run.Train();
        using var encoder = Tiny.Encoder();
        using var weights = new TemporaryFolder();

        run.Plain(encoder).Train();

        encoder.Save(weights.FullName);
        Assert.Equal(kept.Weights, File.ReadAllBytes(weights.File("model.safetensors")));
    }

    [Fact]
    public void A_finished_run_gives_its_result_again_without_a_step()
    {
        var run = Run("whole");
        var first = run.Train();
        using var encoder = Tiny.Encoder();
        var progress = new Recorder<TrainingProgress>();

        run.Trainer(encoder).Train(progress);

        Assert.Empty(progress.Values);
        RunOutcome.Equal(first, run.Train());
    }

    [Fact]
    public void Time_goes_on_where_it_stopped()
    {
        var run = Run("parts");
        var slow = TimeSpan.FromMilliseconds(300);
        using var source = new CancellationTokenSource();
        using var encoder = Tiny.Encoder();
        var progress = new Recorder<TrainingProgress>(_ =>
        {
            Thread.Sleep(slow);
            source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => run.Trainer(encoder).Train(progress, source.Token));

        var result = run.Trainer(encoder).Train();

        Assert.True(result.Elapsed > slow, $"{result.Elapsed}");
        Assert.Equal(progress.Values[0], result.History[0]);
        Assert.All(result.History, step => Assert.True(step.SentencesPerSecond > 0));
    }

    [Fact]
    public void Cancelled_before_its_first_step_a_run_leaves_no_checkpoint()
    {
        var run = Run("none");
        using var encoder = Tiny.Encoder();

        Assert.Throws<OperationCanceledException>(() => run.Trainer(encoder).Train(null, new CancellationToken(canceled: true)));

        Assert.Empty(run.CheckpointNames());
    }

    private ResumedRun Run(string name) => new(_folder.File(name));
}
