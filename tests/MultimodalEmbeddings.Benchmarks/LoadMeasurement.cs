using System.Diagnostics;
using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>One load of a checkpoint into a model.</summary>
/// <param name="Weights">The bytes of the model's parameters.</param>
/// <param name="Make">Milliseconds to make the model.</param>
/// <param name="Read">Milliseconds to open the checkpoint and to fill the model.</param>
/// <param name="Copy">Milliseconds to copy parameters of the same size.</param>
/// <param name="Peak">The peak of resident memory in bytes, above that before loading.</param>
internal sealed record LoadMeasurement(long Weights, double Make, double Read, double Copy, double Peak)
{
    public double PeakOfWeights => Peak / Weights;

    /// <summary>Loads a directory, after a small model has shown the code and libtorch to the process.</summary>
    public static LoadMeasurement Of(string directory)
    {
        WarmUp();
        ProcessMemory.ResetPeak();
        var before = ProcessMemory.PeakMebibytes();
        var start = Stopwatch.GetTimestamp();

        using var checkpoint = Checkpoint.Open(directory);
        var opened = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        using var model = new TransformerModel(checkpoint.Configuration, checkpoint.Contains("pooler.dense.weight"));
        var made = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        ParameterMemory.Read(checkpoint, model);
        var read = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        var peak = (ProcessMemory.PeakMebibytes() - before) * 1048576;
        var weights = model.parameters().Sum(parameter => parameter.numel() * sizeof(float));
        return new LoadMeasurement(weights, made - opened, opened + read - made, CopyOf(model), peak);
    }

    public static LoadMeasurement Parse(string line) => JsonSerializer.Deserialize<LoadMeasurement>(line)!;

    public override string ToString() => JsonSerializer.Serialize(this);

    private static double CopyOf(TransformerModel model)
    {
        using var other = new TransformerModel(model.Configuration, model.Pooler is not null);
        var start = Stopwatch.GetTimestamp();
        ParameterMemory.Copy([model], [other]);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void WarmUp()
    {
        var folder = Directory.CreateTempSubdirectory("multimodal-embeddings-load-").FullName;
        try
        {
            var sizes = MeasuredModel.Sizes(2, 128, 1000);
            foreach (var directory in new[]
            {
                GeneratedCheckpoint.WriteSafetensors(Path.Combine(folder, "safetensors"), sizes),
                GeneratedCheckpoint.WriteBin(Path.Combine(folder, "bin"), sizes),
            })
            {
                using var checkpoint = Checkpoint.Open(directory);
                using var model = EncoderWeights.Load(checkpoint);
                CopyOf(model);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
