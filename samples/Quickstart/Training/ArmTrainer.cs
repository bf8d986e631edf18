using MultimodalEmbeddings;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Training;
using Quickstart.Scenes;
using Terminal;

namespace Quickstart.Training;

/// <summary>Trains both models from one start, with one seed, on the same sentences, with the same settings.</summary>
internal sealed class ArmTrainer(SceneData data, QuickstartOptions options, CancellationToken cancellation)
{
    private readonly IReadOnlyList<string> _vocabulary = WordList.Of([.. data.Sentences, .. data.Captions]);

    /// <summary>A small untrained encoder, the same at every call.</summary>
    /// <remarks>Mean pooling, because the [CLS] token of an encoder without pretraining holds little of its sentence.</remarks>
    public SentenceEncoder Start()
    {
        var configuration = new EncoderConfiguration
        {
            ModelType = "bert",
            VocabularySize = _vocabulary.Count,
            HiddenSize = 128,
            Layers = 2,
            Heads = 4,
            IntermediateSize = 256,
            MaximumPositions = 64,
        };
        return SentenceEncoder.From(configuration, _vocabulary, options.Seed).WithPooling(Pooling.Mean).Build();
    }

    /// <summary>Text alone: the captions are sentences among sentences.</summary>
    public Arm SimCse() => Train("SimCSE", trainer => trainer.AddSentences([.. data.Sentences, .. data.Captions]));

    /// <summary>Text and pictures: the captions also have to find their pictures.</summary>
    public Arm Mcse() => Train("MCSE", trainer => trainer
        .AddSentences(data.Sentences)
        .AddImagePairs(data.Captions, data.Features, ImageObjective()));

    private Arm Train(string name, Func<MultimodalContrastiveTrainerBuilder, MultimodalContrastiveTrainerBuilder> addData)
    {
        var encoder = Start();
        var settings = Settings();
        var trainer = addData(MultimodalContrastiveTrainer.For(encoder))
            .WithOptions(settings)
            .WithValidation(data.Validation, everySteps: Math.Max(1, settings.MaximumSteps.GetValueOrDefault() / 10))
            .Build();
        var result = LiveBar.Show(name, bar => trainer.Train(new TrainingProgressReport(bar, name), cancellation));
        return new Arm(name, encoder, result, new StsEvaluator(encoder).Evaluate(data.Test, cancellation));
    }

    // Softer than the paper's temperature of 0.05: at that, 64 such simple pictures are soon told apart, and learning slows.
    private MultimodalObjective ImageObjective() => new() { Weight = options.Weight ?? 1, Temperature = 0.1 };

    // The rate is far above the paper's 3e-5, which is for encoders that are already pretrained.
    private TrainingOptions Settings() => new()
    {
        MaximumSteps = options.Steps ?? 250,
        Epochs = int.MaxValue,
        LearningRate = 3e-3,
        ImagePairInterval = 2,   // as many captions as sentences without pictures
        Seed = options.Seed,
    };
}
