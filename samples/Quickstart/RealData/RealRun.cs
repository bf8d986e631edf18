using MultimodalEmbeddings;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Training;
using Quickstart.Training;

namespace Quickstart.RealData;

/// <summary>Trains an encoder with MCSE on Flickr8k and Wikipedia sentences; scores it before and after.</summary>
internal sealed class RealRun(QuickstartOptions options, string data, CancellationToken cancellation)
{
    private readonly StsSuite _suite = StsSuite.Load(Path.Combine(data, "sts"));
    private readonly StsTask _validation = StsTask.LoadBenchmark(Path.Combine(data, "sts", "STS", "STSBenchmark", "sts-dev.csv"));

    public static int Run(QuickstartOptions options, string model, string data, CancellationToken cancellation)
    {
        using var encoder = SentenceEncoder.From(model).WithPooling(Pooling.Cls).Build();
        new RealRun(options, data, cancellation).Run(encoder);
        return 0;
    }

    private void Run(SentenceEncoder encoder)
    {
        var before = Evaluate("Before training", encoder);
        Train(encoder);
        var after = Evaluate("After training", encoder);
        var gain = after.Average - before.Average;
        Console.WriteLine($"Average: {before.Average:0.00} before, {after.Average:0.00} after ({gain:+0.00;-0.00})");
        var directory = Path.Combine(options.Output, "mcse-flickr8k");
        encoder.Save(directory);
        Console.WriteLine($"Saved: {directory}");
    }

    private void Train(SentenceEncoder encoder)
    {
        var seen = new SeenSentences([.. _suite.Tasks, _validation]);
        var images = Flickr8k.Read(Path.Combine(data, "flickr8k"), options.Seed, seen);
        var text = SentenceCorpus.Read(Path.Combine(data, "text", "wiki500k_sentences.txt.gz"), options.Sentences, seen);
        Console.WriteLine(
            $"Training on {images.Captions.Count} captioned images and {text.Sentences.Count} sentences; "
            + $"left out because the STS sets hold them: {images.Dropped} captions, {text.Dropped} sentences");
        var result = MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(text.Sentences)
            .AddImagePairs(images.Captions, images.Features, new MultimodalObjective { Weight = options.Weight ?? 0.2 })
            .WithOptions(new TrainingOptions { MaximumSteps = options.Steps ?? 200, Seed = options.Seed, ImagePairInterval = 4 })
            .WithValidation(_validation, everySteps: 100)
            .Build()
            .Train(new TrainingReport("MCSE"), cancellation);
        Console.WriteLine(
            $"Kept step {result.BestStep}, {result.BestScore:0.00} on STS-B dev; {result.Elapsed.TotalSeconds:0} seconds\n");
    }

    private StsReport Evaluate(string heading, SentenceEncoder encoder)
    {
        var report = new StsEvaluator(encoder).Evaluate(_suite, new EvaluationReport(heading), cancellation);
        StatusLine.Keep($"{heading}\n{report}");
        return report;
    }
}
