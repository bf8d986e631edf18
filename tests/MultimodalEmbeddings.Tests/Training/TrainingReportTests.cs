using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class TrainingReportTests
{
    private static readonly TrainingReportVersions Versions = new()
    {
        Library = "1.2.3",
        TorchSharp = "0.1.0",
        Torch = "2.0.0",
        Framework = ".NET 10",
        Machine = "Linux, X64, 2 cores, libtorch threads: 1",
    };

    private static readonly TrainingSetup Setup = new()
    {
        Options = new TrainingOptions { BatchSize = 8, MaximumSteps = 4, Seed = 7 },
        Sentences = 1000,
        Captioned = [new TrainingCorpus(60, 1280, new MultimodalObjective { Weight = 0.2 })],
        Validation = new TrainingValidation("sts-dev", 1500, 2),
    };

    [Fact]
    public void The_card_of_a_small_run_is_this_text()
    {
        using var encoder = Tiny.Encoder();
        using var folder = new TemporaryFolder();
        var report = new TrainingReport(encoder, Result())
        {
            Name = "tiny",
            BaseModel = "someone/\"tiny\"",
            Language = "no",
            Finished = new DateTimeOffset(2026, 11, 24, 14, 5, 0, TimeSpan.FromHours(1)),
            Versions = Versions,
        };

        report.Write(folder.File("model"));

        Assert.Equal(
            File.ReadAllText(Path.Combine(SharedFolder.RepositoryRoot, "tests/MultimodalEmbeddings.Tests/Training/tiny-card.md")),
            WithoutSettings(File.ReadAllText(folder.File("model/README.md"))));
        Assert.Equal(["README.md", "training.svg"], Names(folder.File("model")));
    }

    [Fact]
    public void A_real_run_reports_its_own_data_and_settings()
    {
        using var encoder = Tiny.Encoder();
        using var folder = new TemporaryFolder();
        var task = new StsTask("pairs", [new StsPair("a cat", "the cat", 5), new("a cat", "a dog", 3), new("red grass", "bird sings", 0)]);
        var options = new TrainingOptions { Epochs = 1, BatchSize = 4, MaximumTokens = 12 };
        var result = MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(Tiny.Sentences(24))
            .AddImagePairs(Tiny.Sentences(9), new FeatureMatrix(new float[27], 9, 3), new MultimodalObjective { SharedDimension = 8 })
            .WithOptions(options).WithValidation(task, everySteps: 5).Build().Train();

        new TrainingReport(encoder, result).Write(folder.FullName);

        Assert.Equal(
            new TrainingSetup
            {
                Options = options,
                Sentences = 24,
                Captioned = result.Setup.Captioned,
                Validation = new TrainingValidation("pairs", 3, 5),
            },
            result.Setup);
        Assert.Equal([new TrainingCorpus(9, 3, new MultimodalObjective { SharedDimension = 8 })], result.Setup.Captioned);
        var card = File.ReadAllText(folder.File("README.md"));
        Assert.Contains($"\n# {Path.GetFileName(folder.FullName)}\n", card, StringComparison.Ordinal);
        Assert.Contains("| sentences | 24 |", card, StringComparison.Ordinal);
        Assert.DoesNotContain("base_model", card, StringComparison.Ordinal);
        Assert.DoesNotContain("language", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_is_among_the_settings()
    {
        var rows = TrainingReportSettings.Of(Setup).ToDictionary(row => row[0], row => row[1]);

        Assert.Equal(
            typeof(TrainingOptions).GetProperties().Length + typeof(MultimodalObjective).GetProperties().Length, rows.Count);
        Assert.Equal("8", rows["`TrainingOptions.BatchSize`"]);
        Assert.Equal("3E-05", rows["`TrainingOptions.LearningRate`"]);
        Assert.Equal("none", rows["`TrainingOptions.ImagePairInterval`"]);
        Assert.Equal("no", rows["`TrainingOptions.SkipUntouchedParameters`"]);
        Assert.Equal("0.2", rows["`MultimodalObjective.Weight`"]);
    }

    [Fact]
    public void Poolings_that_Python_lacks_make_no_model_of_sentence_transformers()
    {
        using var encoder = SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithPooling(Pooling.FirstLastMean).Build();

        var header = TrainingReportHeader.Of(new TrainingReport(encoder, Result()));

        Assert.StartsWith("---\nlibrary_name: transformers\n", header, StringComparison.Ordinal);
        Assert.DoesNotContain("sentence-transformers", header, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_name_holds_the_header_is_a_line_for_each_key_and_gives_the_name_back()
    {
        using var encoder = Tiny.Encoder();
        var random = new Random(8);
        Rune[] characters = [.. "ab:\"'\\#{}[]-,&*!|>%@` é😀".EnumerateRunes()];
        for (var i = 0; i < 200; i++)
        {
            var name = string.Concat(Enumerable.Range(0, 12).Select(_ => characters[random.Next(characters.Length)]));

            string[] lines = TrainingReportHeader.Of(new TrainingReport(encoder, Result()) { BaseModel = name }).Split('\n');

            Assert.Equal(["---", "---", ""], [lines[0], .. lines[^2..]]);
            Assert.All(lines[1..^2], line => Assert.Matches("^([a-z_]+:( .+)?|- [a-z-]+)$", line));
            var quoted = Assert.Single(lines, line => line.StartsWith("base_model: ", StringComparison.Ordinal))["base_model: ".Length..];
            Assert.Equal(name, JsonSerializer.Deserialize<string>(quoted));   // YAML's double quotes are JSON's
        }
    }

    [Fact]
    public void A_run_on_text_alone_without_validation_has_one_course_and_says_so()
    {
        using var encoder = Tiny.Encoder();
        using var folder = new TemporaryFolder();
        TrainingProgress[] history = [.. Result().History.Select(step => step with { ImageLoss = null, Score = null, Alignment = null, Uniformity = null })];
        var text = new TrainingSetup { Options = new TrainingOptions(), Sentences = 10 };
        var result = new TrainingResult(4, null, null, TimeSpan.FromSeconds(9), history) { Setup = text };

        new TrainingReport(encoder, result).Write(folder.FullName);

        var card = File.ReadAllText(folder.File("README.md"));
        Assert.Contains("\n- simcse\n", card, StringComparison.Ordinal);
        Assert.Contains("| weights | of the last step |", card, StringComparison.Ordinal);
        Assert.DoesNotContain("MCSE:", card, StringComparison.Ordinal);
        Assert.Equal(["Text loss, nats"], Titles(XDocument.Load(folder.File("training.svg"))));
    }

    [Fact]
    public void The_scores_of_an_evaluation_are_a_table()
    {
        var measure = new StsMeasure(0, 0.25);
        var task = new StsTaskResult
        {
            Name = "a|b",
            Spearman = new StsAggregate(0.75, 0, 0),
            Pearson = new StsAggregate(0, 0, 0),
            Alignment = measure,
            Uniformity = measure,
            Subsets = [],
        };

        const string Row = "| a\\|b | 75.00 | 0.250 | 0.250 |\n";
        Assert.EndsWith($"| --- |\n{Row}", TrainingReportScores.Table(new StsReport([task])), StringComparison.Ordinal);
        Assert.EndsWith(
            $"{Row}{Row}| average | 75.00 |  |  |\n",
            TrainingReportScores.Table(new StsReport([task, task])),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\nlicense: mit")]
    public void What_is_no_line_is_refused(string baseModel)
    {
        using var encoder = Tiny.Encoder();
        using var folder = new TemporaryFolder();
        var report = new TrainingReport(encoder, Result()) { BaseModel = baseModel };

        var exception = Assert.Throws<ArgumentException>(() => report.Write(folder.FullName));

        Assert.Contains("BaseModel of a report must be a line of text or null", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Names(folder.FullName));
    }

    [Fact]
    public void The_chart_has_a_panel_for_each_quantity_and_marks_the_kept_step()
    {
        var svg = XDocument.Parse(TrainingReportChart.Draw(Result()));

        Assert.Equal(
            ["Text loss, nats", "Image loss, nats", "Spearman × 100 on sts-dev", "Alignment, lower is better", "Uniformity, lower is better"],
            Titles(svg));
        Assert.Contains("weights kept: step 2", svg.Root!.Value, StringComparison.Ordinal);
        Assert.Equal(7, svg.Descendants().Count(element => element is { Name.LocalName: "circle" }));   // two validations of three numbers; the legend's
    }

    /// <summary>Four steps: captions in the first and third, validated after the second and fourth.</summary>
    internal static TrainingResult Result()
    {
        TrainingProgress Step(int step, double text, double? image, double? score) =>
            new(step, 4, text, image, 3e-5, 1, 12.4, score, score is null ? null : 71.25)
            {
                Alignment = score is null ? null : 0.2 + (0.04 / step),
                Uniformity = score is null ? null : -2.0 - (step / 16.0),
            };
        return new TrainingResult(
            4,
            2,
            71.25,
            new TimeSpan(26, 3, 4),
            [Step(1, 0.5, 4, null), Step(2, 0.25, null, 71.25), Step(3, 0.125, 3, null), Step(4, 0.0625, null, 70.5)])
        {
            Setup = Setup,
        };
    }

    /// <summary>Without the rows of the settings, which have a test of their own and grow with the options.</summary>
    private static string WithoutSettings(string card) =>
        string.Join('\n', card.Split('\n').Where(line => !line.StartsWith("| `", StringComparison.Ordinal)));

    private static string[] Titles(XDocument svg) =>
    [
        .. from element in svg.Descendants()
           where (string?)element.Attribute("class") == "strong" && element.Value.Contains(' ')
           select element.Value,
    ];

    private static string[] Names(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
