using MultimodalEmbeddings;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Training;
using RealData;
using Terminal;

namespace Quickstart.RealRuns;

/// <summary>Trains an encoder with MCSE on Flickr8k and Wikipedia sentences; scores it before and after.</summary>
internal sealed class RealRun(QuickstartOptions options, string data, CancellationToken cancellation)
{
    private readonly StsSuite _suite = ProtocolData.LoadSuite(data);
    private readonly StsTask _validation = ProtocolData.LoadValidation(data);

    public static int Run(QuickstartOptions options, string model, string data, CancellationToken cancellation)
    {
        using var encoder = SentenceEncoder.From(model).WithPooling(Pooling.Cls).Build();
        new RealRun(options, data, cancellation).Run(encoder);
        return 0;
    }

    private void Run(SentenceEncoder encoder)
    {
        var before = Evaluate("Before training", encoder);
        var result = Train(encoder);
        var after = Evaluate("After training", encoder);
        var gain = after.Average - before.Average;
        Console.WriteLine($"Average: {before.Average:0.00} before, {after.Average:0.00} after ({gain:+0.00;-0.00})");
        var directory = Path.Combine(options.Output, "mcse-flickr8k");
        encoder.Save(directory);
        new TrainingReport(encoder, result) { Evaluation = after }.Write(directory);
        Console.WriteLine($"Saved, with a report of the training in README.md: {directory}");
    }

    private TrainingResult Train(SentenceEncoder encoder)
    {
        var (images, text) = Read();
        var trainer = MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(text.Sentences)
            .AddImagePairs(images.Captions, images.Features, new MultimodalObjective { Weight = options.Weight ?? 0.2 })
            .WithOptions(new TrainingOptions { MaximumSteps = options.Steps ?? 200, Seed = options.Seed, ImagePairInterval = 4 })
            .WithValidation(_validation, everySteps: 100)
            .Build();
        var result = LiveBar.Show(
            "MCSE", bar => trainer.Train(new TrainingProgressReport(bar, "MCSE"), cancellation));
        Console.WriteLine(
            $"Kept step {result.BestStep}, {result.BestScore:0.00} on STS-B dev; {result.Elapsed.TotalSeconds:0} seconds\n");
        return result;
    }

    private ProtocolData Read()
    {
        var read = ProtocolData.Read(data, options.Seed, options.Sentences, [.. _suite.Tasks, _validation]);
        Console.WriteLine(read);
        return read;
    }

    private StsReport Evaluate(string heading, SentenceEncoder encoder)
    {
        var report = LiveBar.Show(heading, bar =>
            new StsEvaluator(encoder).Evaluate(_suite, new EvaluationReport(bar, heading), cancellation));
        Console.WriteLine($"{heading}\n{report}");
        return report;
    }
}
