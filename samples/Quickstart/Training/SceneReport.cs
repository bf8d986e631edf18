using MultimodalEmbeddings;
using Terminal;

namespace Quickstart.Training;

/// <summary>Puts the two models side by side.</summary>
internal sealed class SceneReport(Arm simCse, Arm mcse)
{
    /// <summary>The numbers of the papers: Spearman (higher is better), alignment and uniformity (lower is better).</summary>
    public string Scores(double start) => TextTable.Print(
        ["on held-out pairs", "untrained", simCse.Name, mcse.Name],
        ["STS Spearman x 100", $"{start:0.00}", $"{simCse.Test.Score:0.00}", $"{mcse.Test.Score:0.00}"],
        ["alignment", "", $"{simCse.Test.Alignment.WholeSet:0.000}", $"{mcse.Test.Alignment.WholeSet:0.000}"],
        ["uniformity", "", $"{simCse.Test.Uniformity.WholeSet:0.000}", $"{mcse.Test.Uniformity.WholeSet:0.000}"],
        ["training, seconds", "", $"{simCse.Training.Elapsed.TotalSeconds:0.0}", $"{mcse.Training.Elapsed.TotalSeconds:0.0}"]);

    /// <summary>A scene in other words, and another scene in much the same words.</summary>
    public string Example() => $"  Cosine with \"{Probe.Plain.Sentence}\"\n" + TextTable.Print(
        ["", "gold", simCse.Name, mcse.Name], Row(Probe.Reworded), Row(Probe.Changed));

    /// <summary>What exchanging one word does, by property.</summary>
    public string Synonyms()
    {
        var (text, images) = (new ExchangedWords(simCse.Encoder).Measure(), new ExchangedWords(mcse.Encoder).Measure());
        return TextTable.Print(
        [
            ["one word exchanged", $"{simCse.Name}: alike", "different", $"{mcse.Name}: alike", "different"],
            .. text.Zip(images, (t, i) => Row(t.Property, t.Alike, t.Different, i.Alike, i.Different)),
        ]);
    }

    private string[] Row(Probe probe) =>
    [
        $"\"{probe.Sentence}\"",
        $"{probe.Scene.SimilarityTo(Probe.Plain.Scene):0.0} of 5",
        Cosine(simCse, probe),
        Cosine(mcse, probe),
    ];

    private static string[] Row(string name, params IEnumerable<double> cosines) =>
        [name, .. cosines.Select(cosine => $"{cosine:0.00}")];

    private static string Cosine(Arm arm, Probe probe) => $"{arm.Encoder.Similarity(Probe.Plain.Sentence, probe.Sentence):0.00}";
}
