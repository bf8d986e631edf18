using System.Globalization;

namespace MultimodalEmbeddings.Training;

/// <summary>The text of a model card.</summary>
internal sealed class TrainingReportText(TrainingReport report, string name)
{
    private readonly TrainingReportEncoder _encoder = report.Encoder;
    private readonly TrainingResult _result = report.Result;
    private readonly TrainingSetup _setup = report.Result.Setup;

    private bool HasImages => _setup.Captioned.Count > 0;

    private string Method => HasImages ? "MCSE" : "SimCSE";

    public override string ToString() => string.Join(
        '\n',
        [
            TrainingReportHeader.Of(report),
            $"# {name}\n",
            Summary(),
            "## Use\n",
            Use(),
            .. report.Evaluation is { } scores ? ["## Evaluation\n", TrainingReportScores.Table(scores)] : Array.Empty<string>(),
            "## Training\n",
            $"![Losses and validation score by step]({TrainingReport.ChartName})\n",
            TrainingReportTable.Print(["", ""], Facts()),
            .. Validations(),
            "### Settings\n",
            TrainingReportTable.Print(["setting", "value"], TrainingReportSettings.Of(_setup)),
            "### Made with\n",
            TrainingReportTable.Print(["", ""], Versions()),
            "### Sources\n",
            Sources(),
        ]);

    private string Summary()
    {
        var origin = report.BaseModel is { } model ? $" It was trained from `{model}`" : " It was trained";
        var teachers = HasImages
            ? "sentences and on captions with features of their images"
            : "sentences alone";
        return $"""
            A sentence encoder: it turns a sentence into {_encoder.Dimension} numbers, and the cosine of two such vectors says
            how close two sentences are in meaning.{origin} with {Method} on {teachers}.

            """.ReplaceLineEndings("\n");
    }

    private string Use()
    {
        var csharp = $"""
            ```csharp
            using MultimodalEmbeddings;

            using var encoder = SentenceEncoder.Load("path/to/this/directory");
            float similarity = encoder.Similarity("A dog catches a frisbee.", "A puppy jumps for a flying disc.");
            ```

            """;
        const string Python = """
            ```python
            from sentence_transformers import SentenceTransformer

            encoder = SentenceTransformer("path/to/this/directory")
            embeddings = encoder.encode(["A dog catches a frisbee.", "A puppy jumps for a flying disc."])
            ```

            """;
        return (_encoder.IsForSentenceTransformers ? $"{csharp}\n{Python}" : csharp).ReplaceLineEndings("\n");
    }

    private IEnumerable<string[]> Facts()
    {
        yield return ["encoder", $"{_encoder.ModelType}, {_encoder.Layers} layers, {Count(_encoder.Parameters)} parameters"];
        var length = _encoder.Normalizes ? ", normalized to length 1" : "";
        yield return ["pooling", string.Join(" and ", _encoder.Poolings) + length];
        yield return ["longest sentence", $"{_encoder.MaximumTokens} tokens; {_setup.Options.MaximumTokens} while training"];
        var second = HasImages ? ", captions with their images" : "";
        yield return ["objective", $"{Method}: sentences compared with themselves under another dropout{second}"];
        foreach (var row in Data())
        {
            yield return row;
        }

        var batch = _setup.Options.BatchSize * _setup.Options.AccumulationSteps;
        yield return ["steps", $"{Count(_result.Steps)} of {Count(batch)} sentences"];
        yield return ["weights", Weights()];
        yield return ["seed", Invariant($"{_setup.Options.Seed}")];
        yield return ["time", Time()];
        yield return ["finished", Invariant($"{report.Finished.UtcDateTime:yyyy-MM-dd HH:mm} UTC")];
    }

    private IEnumerable<string[]> Data()
    {
        yield return ["sentences", Count(_setup.Sentences)];
        if (_setup.Triplets > 0)
        {
            yield return ["triplets", Count(_setup.Triplets)];
        }

        foreach (var corpus in _setup.Captioned)
        {
            var own = corpus.CaptionFeatures == 0 ? "" : $", {Count(corpus.CaptionFeatures)} of the caption";
            yield return ["captions with images", $"{Count(corpus.Captions)}, {Count(corpus.Features)} features each{own}"];
        }
    }

    private string Weights() => _result.BestStep is { } step && _setup.Validation is { } validation
        ? Invariant($"of step {step}, which scored highest on {validation.Task}: Spearman × 100 = {_result.BestScore:0.00}")
        : "of the last step";

    private string Time()
    {
        var elapsed = Invariant($"{(int)_result.Elapsed.TotalHours}:{_result.Elapsed:mm\\:ss} hours");
        return _result.History is [.., var last]
            ? Invariant($"{elapsed}, {last.SentencesPerSecond:0} sentences per second")
            : elapsed;
    }

    private IEnumerable<string> Validations()
    {
        if (_setup.Validation is { } validation)
        {
            yield return $"### Validation: {validation.Task}, {Count(validation.Pairs)} pairs\n";
            yield return TrainingReportTable.Print(
                ["step", "text loss", "image loss", "Spearman × 100", "alignment", "uniformity"],
                TrainingReportScores.Validations(_result));
        }
    }

    private IEnumerable<string[]> Versions() =>
    [
        ["MultimodalEmbeddings", report.Versions.Library],
        ["TorchSharp", report.Versions.TorchSharp],
        ["libtorch", report.Versions.Torch],
        [".NET", report.Versions.Framework],
        ["machine", report.Versions.Machine],
    ];

    private string Sources()
    {
        const string SimCse = "- SimCSE: Gao, Yao, Chen, [SimCSE: Simple Contrastive Learning of Sentence Embeddings]"
            + "(https://aclanthology.org/2021.emnlp-main.552/), EMNLP 2021\n";
        const string Mcse = "- MCSE: Zhang, Mosbach, Adelani, Hedderich, Klakow, [MCSE: Multimodal Contrastive Learning of Sentence "
            + "Embeddings](https://aclanthology.org/2022.naacl-main.436/), NAACL 2022\n";
        return HasImages ? Mcse + SimCse : SimCse;
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
