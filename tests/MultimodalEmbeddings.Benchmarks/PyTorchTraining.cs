using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>A step of plain PyTorch, padded to the longest sentence, with torch.optim.AdamW.</summary>
/// <param name="process">The process, which variants of both precisions share; whoever started it ends it.</param>
/// <param name="precision">fp32, or bf16 for autocast.</param>
internal sealed class PyTorchTraining(PyTorchProcess process, string precision) : ITrainingVariant
{
    public string Name => $"PyTorch, {precision}";

    public StepTimes? Times => null;

    public Func<TimeSpan> ProcessorTime => () => process.ProcessorTime;

    public double Peak => process.Peak;

    public double? Loss(ContrastiveBatch batch) => null;

    public void Step(ContrastiveBatch batch) => process.Step(precision);

    public void Dispose()
    {
    }
}
