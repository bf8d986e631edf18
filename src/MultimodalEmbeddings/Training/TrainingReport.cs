using System.Text;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// The model card of a trained encoder: what it is, how it was trained, and a chart of the losses and the validation score.
/// </summary>
/// <remarks>
/// The report is <c>report.md</c>, with the hub's YAML header, and the chart beside it <c>training.svg</c>. The same text is
/// <c>README.md</c>, the name under which the Hugging Face hub, sentence-transformers and GitHub look for a model card: this one
/// may be edited, while the report stays as the training wrote it. What is not known (base model, language, licence) is left
/// out. Mitchell et al. 2019, "Model Cards for Model Reporting".
/// </remarks>
public sealed class TrainingReport
{
    /// <summary>The file name of the report.</summary>
    public const string ReportName = "report.md";

    /// <summary>The file name of the card.</summary>
    public const string CardName = "README.md";

    /// <summary>The file name of the chart.</summary>
    public const string ChartName = "training.svg";

    /// <param name="encoder">The trained encoder. The report keeps its sizes, not the encoder.</param>
    /// <param name="result">What the training came to.</param>
    public TrainingReport(SentenceEncoder encoder, TrainingResult result)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(result);

        (Encoder, Result) = (TrainingReportEncoder.Of(encoder), result);
    }

    /// <summary>The model's name in the heading; null, the default, for the name of the directory.</summary>
    public string? Name { get; init; }

    /// <summary>The hub's name of the model that training started from, as in "bert-base-uncased"; null if not known.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The language of the sentences as an ISO 639 code, as in "en"; null if not known.</summary>
    public string? Language { get; init; }

    /// <summary>The model's licence as the hub names it, as in "mit"; null if not known.</summary>
    public string? License { get; init; }

    /// <summary>Scores on test sets that the card shows; null for none.</summary>
    public StsReport? Evaluation { get; init; }

    /// <summary>When training ended, which the card says in UTC; by default when the report was made.</summary>
    public DateTimeOffset Finished { get; init; } = DateTimeOffset.UtcNow;

    internal TrainingReportEncoder Encoder { get; }

    internal TrainingResult Result { get; }

    internal TrainingReportVersions Versions { get; init; } = TrainingReportVersions.Current();

    /// <summary>Writes report, card and chart into a model's directory.</summary>
    /// <param name="directory">
    /// The one that <see cref="SentenceEncoder.Save"/> wrote, or any other; made if it does not exist. Files of the three names are
    /// replaced, each at once.
    /// </param>
    /// <exception cref="ArgumentException">Name, base model, language or licence is blank or more than a line.</exception>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory must not be written.</exception>
    public void Write(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        CheckLines();

        var name = Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        var card = new TrainingReportText(this, name.Length == 0 ? "Sentence encoder" : name).ToString();
        Directory.CreateDirectory(directory);
        Write(Path.Combine(directory, ChartName), TrainingReportChart.Draw(Result));
        Write(Path.Combine(directory, ReportName), card);
        Write(Path.Combine(directory, CardName), card);
    }

    private static void Write(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private void CheckLines()
    {
        (string Property, string? Value)[] lines =
            [(nameof(Name), Name), (nameof(BaseModel), BaseModel), (nameof(Language), Language), (nameof(License), License)];
        foreach (var (property, value) in lines)
        {
            if (value is not null && (string.IsNullOrWhiteSpace(value) || value.Any(char.IsControl)))
            {
                throw new ArgumentException($"{property} of a report must be a line of text or null; it is '{value}'.");
            }
        }
    }
}
