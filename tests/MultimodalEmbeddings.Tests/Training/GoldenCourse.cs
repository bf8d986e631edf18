using System.Text.Json;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>One training course of reference/training: its settings and what each batch and update must give.</summary>
internal sealed record GoldenCourse(string Name, CourseOptions Options, IReadOnlyList<GoldenBatchResult> Batches)
{
    public IReadOnlyList<GoldenBatchResult> Updates => [.. Batches.Where(batch => batch.GradientNorm is not null)];

    /// <summary>The rate that the first update with a positive rate shows.</summary>
    public double LearningRate(Func<int, int, int, double> factor)
    {
        var updates = Updates;
        var first = Enumerable.Range(0, updates.Count).First(update => updates[update].LearningRate > 0);
        return updates[first].LearningRate!.Value / factor(first, updates.Count, Options.Warmup);
    }

    public static GoldenCourse Read(string name, JsonElement course)
    {
        var options = course.TryGetProperty("options", out var found) ? found : course;
        return new GoldenCourse(
            name,
            new CourseOptions(
                options.GetProperty("weight").GetDouble(),
                Optional(options, "decay")?.GetDouble() ?? 0,
                Optional(options, "warmup")?.GetInt32() ?? 0,
                Optional(options, "keep_zero_gradients")?.GetBoolean() ?? true,
                Optional(options, "accumulation")?.GetInt32() ?? 1),
            [.. course.GetProperty("steps").EnumerateArray().Select(ReadBatch)]);
    }

    private static GoldenBatchResult ReadBatch(JsonElement step) => new(
        step.GetProperty("captions").GetBoolean(),
        step.GetProperty("text_loss").GetDouble(),
        Number(step, "image_loss"),
        step.GetProperty("loss").GetDouble(),
        Number(step, "loss_float64"),
        Number(step, "gradient_norm"),
        Number(step, "learning_rate"));

    private static double? Number(JsonElement element, string name) =>
        Optional(element, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static JsonElement? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : null;
}

/// <summary>The settings that a course names.</summary>
internal sealed record CourseOptions(double Weight, double Decay, int Warmup, bool KeepZeroGradients, int Accumulation);

/// <summary>What a batch gave; the last two only where it ended an update.</summary>
internal sealed record GoldenBatchResult(
    bool Captions, double TextLoss, double? ImageLoss, double Loss, double? LossFloat64, double? GradientNorm, double? LearningRate);
