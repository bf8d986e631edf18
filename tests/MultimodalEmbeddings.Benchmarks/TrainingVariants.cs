using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>What is compared in the training step, each with a model of its own; the plain loop comes first.</summary>
internal sealed class TrainingVariants : IDisposable
{
    /// <param name="encoder">The weights that all but PyTorch start from.</param>
    /// <param name="python">PyTorch, or null where it is absent.</param>
    public TrainingVariants(SentenceEncoder encoder, PyTorchProcess? python) => Variants =
    [
        new PlainTraining(encoder, isFused: false),
        new PlainTraining(encoder, isFused: true),
        new TrainerStep(encoder, new TrainingOptions()),
        new TrainerStep(encoder, new TrainingOptions { Precision = TrainingPrecision.BFloat16 }),
        new TrainerParts(encoder, TrainingPrecision.Full),
        new TrainerParts(encoder, TrainingPrecision.BFloat16),
        .. python is null ? [] : new[] { new PyTorchTraining(python, "fp32"), new PyTorchTraining(python, "bf16") },
    ];

    /// <summary>The plain loop's place.</summary>
    public const int Baseline = 0;

    public IReadOnlyList<ITrainingVariant> Variants { get; }

    /// <summary>PyTorch of the same precision, as its place among the variants; null for itself and where it is absent.</summary>
    public int? Opponent(int variant)
    {
        var isHalf = Variants[variant].Name.Contains(nameof(TrainingPrecision.BFloat16), StringComparison.Ordinal);
        var place = Variants.Index().LastOrDefault(it => it.Item.Name == (isHalf ? "PyTorch, bf16" : "PyTorch, fp32")).Index;
        return Variants[variant] is PyTorchTraining || place == Baseline ? null : place;
    }

    public void Dispose()
    {
        foreach (var variant in Variants)
        {
            variant.Dispose();
        }
    }
}
