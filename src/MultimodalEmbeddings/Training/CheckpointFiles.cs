using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>The files of one checkpoint.</summary>
/// <remarks>
/// <c>weights.safetensors</c>, <c>best.safetensors</c> if a step was validated, <c>moments.safetensors</c> (Adam's two),
/// <c>state.json</c>, <c>timing.json</c>, and the digests of them all, written last.
/// </remarks>
internal sealed class CheckpointFiles(string folder)
{
    private const string WeightsFile = "weights.safetensors";
    private const string BestFile = "best.safetensors";
    private const string MomentsFile = "moments.safetensors";
    private const string StateFile = "state.json";
    private const string TimingFile = "timing.json";
    private const int LongestJson = 1 << 30;

    private static readonly string[] Required = [WeightsFile, MomentsFile, StateFile, TimingFile];

    /// <returns>What is wrong with a checkpoint, as the rest of a sentence; null if it is whole.</returns>
    public static string? Fault(string folder)
    {
        try
        {
            return FileDigests.Fault(folder, Required);
        }
        catch (Exception exception) when (exception is IOException or CheckpointException)
        {
            return $"cannot be read ({exception.Message})";
        }
    }

    public void Write(TrainingState state, IReadOnlyDictionary<string, string> fingerprint)
    {
        WriteTensors(WeightsFile, Weights(state));
        if (state.Best.Step is not null)
        {
            WriteTensors(BestFile, BestWeights(state));
        }

        WriteTensors(MomentsFile, Moments(state));
        WriteJson(StateFile, Saved(state, fingerprint), TrainingJson.Default.SavedState);
        WriteJson(
            TimingFile,
            new SavedTiming(state.Clock.Elapsed, state.Clock.InSteps, [.. state.History.Select(step => step.SentencesPerSecond)]),
            TrainingJson.Default.SavedTiming);
        FileDigests.Write(folder);
    }

    /// <param name="state">Of a run that has not begun.</param>
    /// <param name="check">Throws if the checkpoint is another run's.</param>
    public void Read(TrainingState state, Action<SavedState> check)
    {
        var saved = ReadJson(StateFile, TrainingJson.Default.SavedState);
        check(saved);
        var timing = ReadJson(TimingFile, TrainingJson.Default.SavedTiming);
        RequireSteps(saved, timing, state.Model.Parameters.Count);
        ReadTensors(WeightsFile, Weights(state));
        ReadTensors(MomentsFile, Moments(state));
        if (saved is { BestScore: { } score, BestStep: { } step })
        {
            state.Best.Continue(score, step);
            ReadTensors(BestFile, BestWeights(state));
        }

        foreach (var (moments, updates) in state.Loop.Optimizer.Moments.Zip(saved.Updates))
        {
            moments.Steps = updates;
        }

        state.Sentences = saved.Sentences;
        state.Clock.Continue(timing.Elapsed, timing.InSteps);
        state.History.AddRange(saved.History.Zip(
            timing.SentencesPerSecond, (progress, speed) => progress with { SentencesPerSecond = speed }));
    }

    private static SavedState Saved(TrainingState state, IReadOnlyDictionary<string, string> fingerprint) => new(
        state.Step,
        state.Sentences,
        state.Best.Step,
        state.Best.Score,
        [.. state.Loop.Optimizer.Moments.Select(moments => moments.Steps)],
        [.. state.History.Select(progress => progress with { SentencesPerSecond = 0 })],
        fingerprint);

    private static IEnumerable<(string Name, Tensor Tensor)> Weights(TrainingState state) =>
        state.Model.NamedParameters.Select(pair => (pair.Name, (Tensor)pair.Parameter));

    private static IEnumerable<(string Name, Tensor Tensor)> BestWeights(TrainingState state) =>
        state.Model.NamedParameters.Zip(state.Best.Copies, (pair, copy) => (pair.Name, copy));

    private static IEnumerable<(string Name, Tensor Tensor)> Moments(TrainingState state) =>
        state.Model.NamedParameters.Zip(state.Loop.Optimizer.Moments).SelectMany(pair => new[]
        {
            ($"first.{pair.First.Name}", pair.Second.First),
            ($"second.{pair.First.Name}", pair.Second.Second),
        });

    private void RequireSteps(SavedState saved, SavedTiming timing, int parameters)
    {
        int[] counts = [saved.History.Count, timing.SentencesPerSecond.Count];
        if (saved.Step < 1 || counts.Any(count => count != saved.Step) || saved.Updates.Count != parameters)
        {
            throw new TrainingCheckpointException(
                Path.Combine(folder, StateFile),
                $"does not fit: it says {saved.Step} steps, {string.Join(" and ", counts)} are told of; it counts the updates " +
                    $"of {saved.Updates.Count} parameters, the model has {parameters}. Delete this checkpoint.");
        }
    }

    private void WriteTensors(string file, IEnumerable<(string Name, Tensor Tensor)> tensors) => SafetensorsWriter.Write(
        Path.Combine(folder, file),
        [
            .. tensors.Select(pair => new TensorToWrite(
                pair.Name, pair.Tensor.shape, ElementType.Float32, stream => stream.Write(pair.Tensor.bytes))),
        ]);

    private void ReadTensors(string file, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        using var stored = StateDictionary.Open(Path.Combine(folder, file));
        foreach (var (name, tensor) in tensors)
        {
            stored.Find(name, tensor.shape).CopyTo(ParameterMemory.Of(tensor));
        }
    }

    private void WriteJson<T>(string file, T value, JsonTypeInfo<T> type) =>
        AtomicFile.Write(Path.Combine(folder, file), stream => JsonSerializer.Serialize(stream, value, type));

    private T ReadJson<T>(string file, JsonTypeInfo<T> type)
    {
        var path = Path.Combine(folder, file);
        return JsonSerializer.Deserialize(InputFile.ReadAll(path, LongestJson), type)
            ?? throw new TrainingCheckpointException(path, "holds nothing. Delete this checkpoint.");
    }
}
