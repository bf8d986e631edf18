using MultimodalEmbeddings.Tests.Runtime;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>Training processes that are killed, or whose disk is full or read-only.</summary>
public class KilledTrainingTests
{
    private const int Refused = 4; // the program's exit code for checkpoints that cannot be kept

    [Fact]
    [Trait(Category.Name, Category.Slow)]
    public void A_process_killed_ten_times_ends_as_one_that_was_not()
    {
        var run = HostProgram.Run(HostProgram.Command(HostProgram.Folder, "kill-test", "--kills", "10"));

        Assert.True(run.ExitCode == 0, $"{run.Output} {run.Error}");
        Assert.Contains("10 of 10 kills", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("10 of 10 kills, 0 inside a write", run.Output, StringComparison.Ordinal);
        Assert.Contains(" 0 runs differ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Category.Name, Category.Slow)]
    public void A_full_disk_ends_the_run_which_goes_on_when_there_is_room()
    {
        using var small = new TemporaryFolder();
        using var large = new TemporaryFolder();
        var train = HostProgram.Command(HostProgram.Folder, "train-resume");
        var script = $"""
            '{string.Join("' '", train)}' '{small.FullName}'; code=$?
            ls '{small.FullName}/checkpoints' >&2
            mount -o remount,size=4m '{small.FullName}'
            '{string.Join("' '", train)}' '{small.FullName}'
            exit $code
            """;
        var expected = HostProgram.Run([.. train, large.FullName]);

        var run = HostProgram.Run(MountNamespace.See(small.FullName, "mount -t tmpfs -o size=160k tmpfs \"$0\"", ["sh", "-c", script]));

        Assert.True(run.ExitCode == Refused, $"{run.ExitCode} {run.Output} {run.Error}");
        Assert.Contains("cannot be written: No space left on device", run.Error, StringComparison.Ordinal);
        Assert.Contains("The encoder kept its weights.", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.Split('\n').Count(line => line.StartsWith("step-", StringComparison.Ordinal)));
        Assert.DoesNotContain(".tmp\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(expected.Output, run.Output);
    }

    [Fact]
    [Trait(Category.Name, Category.Slow)]
    public void A_read_only_folder_is_said_before_the_first_step()
    {
        using var folder = new TemporaryFolder();
        var command = MountNamespace.See(
            folder.FullName, MountNamespace.ReadOnly, HostProgram.Command(HostProgram.Folder, "train-resume", folder.FullName));

        var run = HostProgram.Run(command);

        Assert.True(run.ExitCode == Refused, $"{run.ExitCode} {run.Output} {run.Error}");
        Assert.StartsWith($"{folder.File("checkpoints")} cannot hold the run's checkpoints: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", run.Error, StringComparison.Ordinal);
        Assert.Contains("The encoder kept its weights.", run.Error, StringComparison.Ordinal);
    }
}
