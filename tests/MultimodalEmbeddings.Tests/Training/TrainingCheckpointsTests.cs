using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>Which checkpoint a run goes on from, and which it refuses.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class TrainingCheckpointsTests : IDisposable
{
    private static readonly string[] Files =
        ["SHA256SUMS", "best.safetensors", "moments.safetensors", "state.json", "timing.json", "weights.safetensors"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> FileNames() => [.. Files];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_two_are_kept_and_nothing_else_is_left()
    {
        var run = Run("run");

        run.Train(5);

        Assert.Equal(["step-00000011", "step-00000012"], run.CheckpointNames());
        Assert.Equal(Files, Directory.EnumerateFiles(run.CheckpointPath(12)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void A_damaged_file_is_noticed_and_the_checkpoint_before_is_taken(string file)
    {
        var expected = Run("whole").Train();
        foreach (var (name, damage) in Damages())
        {
            var run = Run($"{name}-{file}") with { EverySteps = 4 };
            Interrupt(run, 5);
            damage(Path.Combine(run.CheckpointPath(5), file));

            var progress = new Recorder<TrainingProgress>();
            using (var encoder = Tiny.Encoder())
            {
                run.Trainer(encoder).Train(progress);
            }

            Assert.Equal(5, progress.Values[0].Step);
            Assert.Equal(["step-00000008", "step-00000012"], run.CheckpointNames());
            RunOutcome.Equal(expected, run.Train());
        }
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_never_taken_and_is_cleared_away()
    {
        var run = Run("run");
        Interrupt(run, 5);
        Directory.CreateDirectory(run.CheckpointPath(6) + ".tmp");
        File.WriteAllText(Path.Combine(run.CheckpointPath(6) + ".tmp", "weights.safetensors.x.tmp"), "half");
        Directory.Move(run.CheckpointPath(4), run.CheckpointPath(4) + ".removed.tmp");

        var outcome = run.Train();

        Assert.Equal(["step-00000011", "step-00000012"], run.CheckpointNames());
        RunOutcome.Equal(Run("whole").Train(), outcome);
    }

    [Fact]
    public void Where_no_checkpoint_is_whole_that_is_said()
    {
        var run = Run("run");
        Interrupt(run, 5);
        File.Delete(Path.Combine(run.CheckpointPath(4), "state.json"));
        File.AppendAllText(Path.Combine(run.CheckpointPath(5), "weights.safetensors"), "x");
        using var encoder = Tiny.Encoder();

        var exception = Assert.Throws<TrainingCheckpointException>(() => run.Trainer(encoder).Train());

        Assert.StartsWith(run.Directory + " holds no whole checkpoint to go on from", exception.Message, StringComparison.Ordinal);
        Assert.Contains("step-00000005 holds weights.safetensors not as it was written", exception.Message, StringComparison.Ordinal);
        Assert.Contains("step-00000004 lacks state.json", exception.Message, StringComparison.Ordinal);
        Assert.Equal(run.Directory, exception.FilePath);
    }

    [Fact]
    public void Another_run_is_refused_with_what_differs()
    {
        var run = Run("run");
        Interrupt(run, 2);
        (ResumedRun Other, string Difference)[] others =
        [
            (run with { Options = run.Options with { LearningRate = 1e-3 } }, "options.LearningRate is 0.003 there and 0.001 here"),
            (run with { Options = run.Options with { Epochs = 4 } }, "options.Epochs is 3 there and 4 here"),
            (run with { EncoderSeed = 2 }, "encoder.initial_weights is "),
            (run with { Sentences = [.. run.Sentences.Reverse()] }, "data.texts.1.sentences is 20, SHA-256 "),
            (run with { Captions = [.. run.Captions.Reverse()] }, "data.captioned.1.captions is 9, SHA-256 "),
            (run with { FirstFeature = 0.25f }, "data.captioned.1.features is 9, SHA-256 "),
            (run with { FirstScore = 4 }, "validation.pairs is 9, SHA-256 "),
        ];
        foreach (var (other, difference) in others)
        {
            using var encoder = Tiny.Encoder(other.EncoderSeed);

            var exception = Assert.Throws<TrainingCheckpointMismatchException>(() => other.Trainer(encoder).Train());

            Assert.StartsWith($"{run.Directory} holds checkpoints of another run", exception.Message, StringComparison.Ordinal);
            Assert.Contains(exception.Differences, found => found.StartsWith(difference, StringComparison.Ordinal));
            Assert.All(exception.Differences, found => Assert.Contains(found, exception.Message, StringComparison.Ordinal));
        }

        Assert.Equal(["step-00000001", "step-00000002"], run.CheckpointNames());
    }

    [Fact]
    public void A_file_in_place_of_the_directory_is_said_and_the_encoder_keeps_its_weights()
    {
        File.WriteAllText(_folder.File("taken"), "");
        using var encoder = Tiny.Encoder();
        var before = encoder.Encode("a cat");

        var exception = Assert.Throws<TrainingCheckpointException>(() => Run("taken").Trainer(encoder).Train());

        Assert.StartsWith($"{_folder.File("taken")} cannot hold the run's checkpoints", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, encoder.Encode("a cat"));
    }

    [Fact]
    public void A_file_in_place_of_a_checkpoint_ends_the_run_which_goes_on_when_it_is_gone()
    {
        var run = Run("run");
        Directory.CreateDirectory(run.Directory);
        var obstacle = run.CheckpointPath(6) + ".tmp";
        File.WriteAllText(obstacle, "");
        using var encoder = Tiny.Encoder();
        var before = encoder.Encode("a cat");

        var exception = Assert.Throws<TrainingCheckpointException>(() => run.Trainer(encoder).Train());

        Assert.StartsWith($"{run.CheckpointPath(6)} cannot be written: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("it goes on from its newest checkpoint", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, encoder.Encode("a cat"));
        File.Delete(obstacle);
        RunOutcome.Equal(Run("whole").Train(), run.Train());
    }

    [Fact]
    public void Two_runs_at_once_cannot_share_a_directory()
    {
        var run = Run("run");
        using var encoder = Tiny.Encoder();
        using var second = Tiny.Encoder();
        var refused = new List<TrainingCheckpointException>();

        run.Trainer(encoder).Train(new Recorder<TrainingProgress>(
            _ => refused.Add(Assert.Throws<TrainingCheckpointException>(() => run.Trainer(second).Train()))));

        Assert.Equal(ResumedRun.Steps, refused.Count);
        Assert.Contains("no other run uses the directory", refused[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_must_come_every_1_or_more_steps()
    {
        using var encoder = Tiny.Encoder();

        var exception = Assert.Throws<ArgumentException>(() => (Run("run") with { EverySteps = 0 }).Trainer(encoder));

        Assert.Contains("Checkpoints must come every 1 or more steps, not every 0", exception.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, Action<string> Damage)> Damages() =>
    [
        ("missing", File.Delete),
        ("cut", path => Cut(path, length => length / 2)),
        ("empty", path => Cut(path, _ => 0)),
        ("flipped", path =>
        {
            var bytes = File.ReadAllBytes(path);
            bytes[bytes.Length / 3] ^= 1;
            File.WriteAllBytes(path, bytes);
        }),
    ];

    private static void Cut(string path, Func<long, long> length)
    {
        using var stream = new FileStream(path, FileMode.Open);
        stream.SetLength(length(stream.Length));
    }

    private static void Interrupt(ResumedRun run, int step)
    {
        using var source = new CancellationTokenSource();
        using var encoder = Tiny.Encoder(run.EncoderSeed);
        var progress = new Recorder<TrainingProgress>(value =>
        {
            if (value.Step == step)
            {
                source.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => run.Trainer(encoder).Train(progress, source.Token));
    }

    private ResumedRun Run(string name) => new(_folder.File(name));
}
