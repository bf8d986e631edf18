using MultimodalEmbeddings.Tests.Support;
using ReproduceMcse;
using Terminal;

namespace MultimodalEmbeddings.Tests.Samples;

[Trait(Category.Name, Category.Unit)]
public class SampleFilesTests
{
    private static readonly RunSettings Settings = new("model", 200, 1000, "float32");

    [Fact]
    public void Finished_runs_are_found_again_by_their_settings()
    {
        using var folder = new TemporaryFolder();
        var output = folder.File("output");
        RunFile.Open(output).Add(Run("mcse", 3, 1) with { BestStep = 100, Seconds = 12.5 });
        RunFile.Open(output).Add(Run("mcse", 3, 2) with { Settings = Settings with { Steps = 20 } });

        var run = Assert.Single(RunFile.Open(output).With(Settings));

        Assert.Equal(("mcse", 3, 100, 12.5), (run.Arm, run.Seed, run.BestStep, run.Seconds));
        Assert.Equal(1, run.Scores["Avg"]);
        Assert.Equal(["runs.json"], Directory.EnumerateFiles(output).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{\"arm\": \"mcse\"}]")]
    [InlineData("[{\"arm\": \"mcse\", \"seed\": 1, \"scores\": {\"Avg\": 1}}]")]
    public void A_broken_file_of_runs_is_named(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("runs.json"), text);

        var exception = Assert.Throws<InvalidDataException>(() => RunFile.Open(folder.FullName).With(Settings));

        Assert.StartsWith($"{folder.File("runs.json")} is no file of finished runs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_shows_both_sides_and_the_check()
    {
        var original = new[] { Run("mcse", 0, 48), Run("mcse", 1, 50) };

        var (heading, rows) = Assert.Single(ResultTables.Of(new Results([Run("mcse", 0, 49), Run("mcse", 1, 51)], original)));

        Assert.Equal("MCSE: 2 seeds, original 2 seeds", heading);
        Assert.Equal(["dev", "50.00 ± 1.00", "49.00 ± 1.00", "+1.00", "2.83", "yes"], rows[1]);
        Assert.Equal(["uniformity", "50.000 ± 1.000", "49.000 ± 1.000", "+1.000", "2.828", "yes"], rows[^1]);
    }

    [Fact]
    public void The_report_says_date_machine_command_and_data_and_holds_the_tables()
    {
        var results = new Results([Run("simcse", 0, 49), Run("mcse", 0, 51)], RunFile.Original());

        var page = new MarkdownReport(new DateOnly(2026, 11, 24), "a machine", "a command", "Much data").Print(results, Settings);

        Assert.StartsWith("# SimCSE and MCSE: this library and the Python original\n\n2026-11-24, a machine\n\n", page, StringComparison.Ordinal);
        Assert.Contains("```sh\na command\n```", page, StringComparison.Ordinal);
        Assert.Contains("\nMuch data.\n", page, StringComparison.Ordinal);
        Assert.Contains("200 steps and 100000 sentences, these 200 and 1000: the numbers need not agree.", page, StringComparison.Ordinal);
        Assert.Contains("## MCSE less SimCSE, paired by seed: 1 seed, original 5 seeds\n", page, StringComparison.Ordinal);
        Assert.Contains("| STS-B | +2.00 | +1.34 ± 0.08 | +0.66 |  |  |\n", page, StringComparison.Ordinal);
        Assert.Contains("| mcse | 0 |  | 51.00 | 51.00 | 0 |\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_sets_every_option()
    {
        var options = ReproduceOptions.Parse(
            ["--seeds", "1, 2,1", "--arms", "mcse,simcse", "--steps", "7", "--sentences", "64", "--model", "a/b/", "--report", "r.md"]);

        Assert.Equal([1, 2], options.Seeds);
        Assert.Equal([Arm.Mcse, Arm.SimCse], options.Arms);
        Assert.Equal(new RunSettings("b", 7, 64, "bfloat16"), options.Settings);
        Assert.Equal("r.md", options.Report);
    }

    [Theory]
    [InlineData("--arms", "mcse,other", "There is no arm 'other'; there are simcse, mcse, shuffled.")]
    [InlineData("--seeds", "1,x", "--seeds needs a number, at least 0; 'x' is none.")]
    [InlineData("--steps", "0", "--steps needs a number, at least 1; '0' is none.")]
    [InlineData("--precision", "float16", "--precision must be bfloat16 or float32; it is 'float16'.")]
    [InlineData("--other", "1", "Unknown option: --other")]
    public void A_wrong_option_is_said(string option, string value, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => ReproduceOptions.Parse([option, value])).Message);

    private static FinishedRun Run(string arm, int seed, double score) =>
        new(arm, seed, Quantity.All.ToDictionary(quantity => quantity.Name, _ => score)) { Settings = Settings };
}
