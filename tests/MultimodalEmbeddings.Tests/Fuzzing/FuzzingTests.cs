using System.Security.Cryptography;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Fuzzing;

/// <summary>The short form of the fuzz run; tests/MultimodalEmbeddings.Fuzz by itself reads a million inputs.</summary>
[Trait(Category.Name, Category.Slow)]
public class FuzzingTests
{
    private static readonly string[] Faults = ["untyped", "aborts", "hangs", "memory", "files"];

    [Fact]
    public void Twenty_thousand_damaged_files_are_read_or_refused()
    {
        var run = FuzzProgram.Run("--inputs", "20000", "--seed", "4");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(20000, run.Table[^1].Numbers["inputs"]);
        Assert.All(run.Table, row => Assert.True(row.Numbers["accepted"] > 0 && row.Numbers["refused"] > 0, $"{row}"));
    }

    [Fact]
    public void Everything_that_a_reader_must_not_do_is_found()
    {
        const int Behaviours = 12;   // those of the program's class SelfTest
        var run = FuzzProgram.Run("--kinds", "self-test", "--inputs", $"{Behaviours}", "--patience", "4");

        Assert.Equal(1, run.ExitCode);
        var all = run.Table.Single(row => row.Kind == "all").Numbers;
        var memory = OperatingSystem.IsLinux() ? 2 : 1;   // native memory is measured there alone
        Assert.Equal([2, 2, 2, memory, 2], Faults.Select(fault => all[fault]));
        Assert.Equal(Behaviours, all["inputs"]);
        Assert.True(all["refused"] == 2 && all["accepted"] >= 1, run.Output);
        Assert.Contains("--kinds \"self-test\" --only 6", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_is_the_same_in_every_process()
    {
        var (first, second) = (Reproduced(), Reproduced());

        Assert.NotEmpty(first.Files);
        Assert.Equal(first.Description, second.Description);
        Assert.Equal(first.Files, second.Files);
    }

    [Theory]
    [InlineData("--kinds", "no-such-kind")]
    [InlineData("--inputs", "0")]
    [InlineData("--what", "1")]
    public void A_command_line_that_cannot_be_understood_is_refused(string option, string value)
    {
        var run = FuzzProgram.Run(option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    private static (string Description, string[] Files) Reproduced()
    {
        const string FolderMark = "\nin ";
        var output = FuzzProgram.Run("--seed", "9", "--only", "123").Output;
        var mark = output.IndexOf(FolderMark, StringComparison.Ordinal);
        var folder = output[(mark + FolderMark.Length)..].Split('\n')[0];
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        string[] contents = [.. files.Select(file => $"{Path.GetRelativePath(folder, file)} {Sha(file)}")];
        Directory.Delete(Path.Combine(folder, "..", "..", ".."), recursive: true);   // the program leaves it for whoever asked
        return (output[..mark], contents);
    }

    private static string Sha(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
