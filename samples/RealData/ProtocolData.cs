using MultimodalEmbeddings.Evaluation;

namespace RealData;

/// <summary>Captioned images and sentences to train on, without those that the evaluation sets hold.</summary>
internal sealed record ProtocolData(Flickr8k Images, SentenceCorpus Text)
{
    /// <param name="directory">Holds flickr8k/, sts/ and text/.</param>
    /// <param name="seed">Chooses a caption of each image.</param>
    /// <param name="sentences">How many sentences of the text corpus to use.</param>
    /// <param name="sets">The evaluation sets, all of them.</param>
    public static ProtocolData Read(string directory, int seed, int sentences, IEnumerable<StsTask> sets)
    {
        var seen = new SeenSentences(sets);
        return new ProtocolData(
            Flickr8k.Read(Path.Combine(directory, "flickr8k"), seed, seen),
            SentenceCorpus.Read(Path.Combine(directory, "text", "wiki500k_sentences.txt.gz"), sentences, seen));
    }

    /// <summary>The tasks of SentEval's folder.</summary>
    public static StsSuite LoadSuite(string directory) => StsSuite.Load(Path.Combine(directory, "sts"));

    /// <summary>The pairs for validation.</summary>
    public static StsTask LoadValidation(string directory) =>
        StsTask.LoadBenchmark(Path.Combine(directory, "sts", "STS", "STSBenchmark", "sts-dev.csv"));

    public override string ToString() =>
        $"Training on {Images.Captions.Count} captioned images and {Text.Sentences.Count} sentences; "
        + $"left out because the STS sets hold them: {Images.Dropped} captions, {Text.Dropped} sentences";
}
