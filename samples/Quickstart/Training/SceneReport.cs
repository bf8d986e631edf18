using MultimodalEmbeddings;

namespace Quickstart.Training;

/// <summary>Puts the two models side by side.</summary>
internal sealed class SceneReport(Arm simCse, Arm mcse)
{
    private const string SameScene = "High up a huge azure box, to port a tiny crimson disc.";
    private const string OtherScene = "A small green circle on the left and a large blue square at the bottom.";

    /// <summary>The numbers of the papers: Spearman (higher is better), alignment and uniformity (lower is better).</summary>
    public string Scores(double start) => TextTable.Print(
        ["on held-out pairs", "untrained", simCse.Name, mcse.Name],
        ["STS Spearman x 100", $"{start:0.00}", $"{simCse.Test.Score:0.00}", $"{mcse.Test.Score:0.00}"],
        ["alignment", "", $"{simCse.Test.Alignment.WholeSet:0.000}", $"{mcse.Test.Alignment.WholeSet:0.000}"],
        ["uniformity", "", $"{simCse.Test.Uniformity.WholeSet:0.000}", $"{mcse.Test.Uniformity.WholeSet:0.000}"],
        ["training, seconds", "", $"{simCse.Training.Elapsed.TotalSeconds:0.0}", $"{mcse.Training.Elapsed.TotalSeconds:0.0}"]);

    /// <summary>One scene in other words, against another scene in the same words.</summary>
    public string Example() => TextTable.Print(
        [$"cosine with \"{ExchangedWords.Sentence}\"", simCse.Name, mcse.Name],
        [$"same scene, other words:  \"{SameScene}\"", Cosine(simCse, SameScene), Cosine(mcse, SameScene)],
        [$"other scene, same words:  \"{OtherScene}\"", Cosine(simCse, OtherScene), Cosine(mcse, OtherScene)]);

    /// <summary>What exchanging one word does, by property.</summary>
    public string Synonyms()
    {
        var (text, images) = (new ExchangedWords(simCse.Encoder).Measure(), new ExchangedWords(mcse.Encoder).Measure());
        return TextTable.Print(
        [
            ["one word exchanged", $"{simCse.Name}: alike", "different", $"{mcse.Name}: alike", "different"],
            .. text.Zip(images, (t, i) => new[] { t.Property, $"{t.Alike:0.00}", $"{t.Different:0.00}", $"{i.Alike:0.00}", $"{i.Different:0.00}" }),
        ]);
    }

    private static string Cosine(Arm arm, string sentence) => $"{arm.Encoder.Similarity(ExchangedWords.Sentence, sentence):0.00}";
}
