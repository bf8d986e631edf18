using System.Diagnostics;
using MultimodalEmbeddings;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Training;
using RealData;
using Terminal;

namespace ReproduceMcse;

/// <summary>Trains and measures one run.</summary>
internal sealed class RunTrainer(ReproduceOptions options, CancellationToken cancellation)
{
    private readonly StsSuite _suite = ProtocolData.LoadSuite(options.Data);
    private readonly StsTask _validation = ProtocolData.LoadValidation(options.Data);

    public ProtocolData ReadData() => ProtocolData.Read(
        options.Data, Protocol.CaptionSeed, options.Sentences, [.. _suite.Tasks, _validation]);

    public FinishedRun Run(Arm arm, int seed, ProtocolData data)
    {
        var clock = Stopwatch.StartNew();
        using var encoder = SentenceEncoder.From(options.Model).WithPooling(Pooling.Cls).Build();
        var name = $"{arm.Name}, seed {seed}";
        var trainer = Trainer(encoder, arm, seed, data);
        var result = LiveBar.Show(name, bar => trainer.Train(
            new TrainingProgressReport(bar, arm.Name) { IsTextAlone = arm.ImageWeight == 0 }, cancellation));
        var report = LiveBar.Show(name, bar =>
            new StsEvaluator(encoder).Evaluate(_suite, new EvaluationReport(bar, name), cancellation));
        return new FinishedRun(arm.Key, seed, Protocol.Scores(result.BestScore ?? double.NaN, report))
        {
            Settings = options.Settings,
            BestStep = result.BestStep,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
        };
    }

    private MultimodalContrastiveTrainer Trainer(SentenceEncoder encoder, Arm arm, int seed, ProtocolData data) =>
        MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(data.Text.Sentences)
            .AddImagePairs(data.Images.Captions, data.Images.Features, Protocol.Objective(arm))
            .WithOptions(Protocol.Options(seed, options.Settings))
            .WithValidation(_validation, Protocol.ValidationInterval)
            .Build();
}
