using System.Diagnostics;
using System.Text.Json;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>The memory of one way to train.</summary>
/// <param name="Batch">Sentences in a batch.</param>
/// <param name="Chunk">Sentences that are encoded at once.</param>
/// <param name="Steps">How many.</param>
/// <param name="Before">Resident memory before the first step, in MiB.</param>
/// <param name="Peak">Its peak, in MiB.</param>
/// <param name="Seconds">All steps.</param>
internal sealed record TrainingMemory(int Batch, int Chunk, int Steps, double Before, double Peak, double Seconds)
{
    /// <summary>Trains in this process.</summary>
    public static TrainingMemory Of(BenchmarkOptions options)
    {
        var corpus = Corpus.Load();
        using var encoder = MeasuredModel.Choose(options, corpus)[0].Open().WithPooling(Pooling.Cls).Build();
        var training = new TrainingOptions { BatchSize = options.Sentences!.Value, ChunkSize = options.Chunk };
        var batches = corpus.Captions.Select(text => encoder.Tokenizer.Encode(text, training.MaximumTokens))
            .Chunk(training.BatchSize).Take(options.Rounds).Select(ids => new ContrastiveBatch(ids, Features: null)).ToArray();
        using var trainer = new TrainerStep(encoder, training);
        GC.Collect();
        ProcessMemory.ResetPeak();
        var before = ProcessMemory.PeakMebibytes();
        var clock = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            trainer.Step(batch);
        }

        return new TrainingMemory(
            training.BatchSize, options.Chunk!.Value, batches.Length, before, ProcessMemory.PeakMebibytes(), clock.Elapsed.TotalSeconds);
    }

    public static TrainingMemory Parse(string line) => JsonSerializer.Deserialize<TrainingMemory>(line)!;

    public override string ToString() => JsonSerializer.Serialize(this);
}
