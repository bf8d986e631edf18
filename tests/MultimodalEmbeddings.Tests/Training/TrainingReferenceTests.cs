using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>The objective and the loop against reference/training, within its tolerances.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class TrainingReferenceTests
{
    private const double LossTolerance = 2e-6;
    private const double RelativeTolerance = 1e-5;
    private const double ParameterTolerance = 5e-6;

    public static IEnumerable<TheoryDataRow<string>> Runs() => SharedFolder.ReferenceFolders("training", "initial.safetensors");

    [Theory]
    [MemberData(nameof(Runs))]
    public void Losses_and_gradients_of_the_first_batch_equal_the_reference(string name)
    {
        using var run = new GoldenRun(name);
        using var scope = NewDisposeScope();
        var expected = run.FirstBatch;
        var weight = expected.GetProperty("weight").GetDouble();
        var model = run.Start(weight);

        var losses = model.Losses(run.Batches[0]);
        losses.Total(weight).backward();

        Assert.Equal(expected.GetProperty("text_loss").GetDouble(), losses.Text.item<float>(), LossTolerance);
        Assert.Equal(expected.GetProperty("image_loss").GetDouble(), losses.Image!.item<float>(), LossTolerance);
        Assert.Equal(expected.GetProperty("text_loss_float64").GetDouble(), losses.Text.item<float>(), LossTolerance);
        CheckGradients(run, model, [.. expected.GetProperty("parameters_without_gradient").EnumerateArray().Select(e => e.GetString()!)]);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_course_equals_the_reference(string name)
    {
        using var run = new GoldenRun(name);
        foreach (var course in run.Courses)
        {
            using var scope = NewDisposeScope();
            var model = run.Start(course.Options.Weight);
            using var loop = new TrainingLoop(model, Options(course));

            var reports = loop.Run(BatchesOf(run, course), course.Updates.Count).ToArray();

            CheckReports(course, reports);
            CheckParameters(run, course, model);
        }
    }

    private static void CheckGradients(GoldenRun run, ContrastiveModel model, string[] untouched)
    {
        using var golden = run.Open("gradients.safetensors");
        float Largest(string name) => GoldenTensor.Floats(golden.Tensors[name]).Max(Math.Abs);
        foreach (var (name, parameter) in run.Named(model))
        {
            if (untouched.Contains(name))
            {
                Assert.Null(parameter.grad);
                continue;
            }

            var expected = GoldenTensor.Float32(golden.Tensors[name]);
            var difference = (parameter.grad! - expected).abs().max().item<float>();

            // A key's bias adds the same to every score of a query, which softmax ignores: its gradient is 0 but for rounding.
            var scale = Largest(name.Replace("key.bias", "key.weight", StringComparison.Ordinal));
            Assert.True(difference <= RelativeTolerance * scale, $"{name}: {difference} of {scale}");
        }
    }

    private static void CheckReports(GoldenCourse course, StepReport[] reports)
    {
        var losses = reports.SelectMany(report => report.Batches).ToArray();
        Assert.Equal(course.Batches.Count, losses.Length);
        foreach (var (expected, found) in course.Batches.Zip(losses))
        {
            Assert.Equal(expected.TextLoss, found.Text, LossTolerance);
            Assert.Equal(expected.ImageLoss is null, found.Image is null);
            Assert.Equal(expected.ImageLoss ?? 0, found.Image ?? 0, LossTolerance);
            Assert.Equal(expected.Loss, found.Total, LossTolerance);
        }

        foreach (var (expected, found) in course.Updates.Zip(reports))
        {
            Assert.Equal(expected.GradientNorm!.Value, found.GradientNorm, RelativeTolerance * expected.GradientNorm.Value);
            Assert.Equal(expected.LearningRate!.Value, found.LearningRate, 1e-12);
        }
    }

    private static void CheckParameters(GoldenRun run, GoldenCourse course, ContrastiveModel model)
    {
        using var golden = run.Open($"final.{course.Name}.safetensors");
        foreach (var (name, parameter) in run.Named(model))
        {
            var difference = GoldenTensor.LargestDifference(ParameterMemory.Of(parameter), GoldenTensor.Floats(golden.Tensors[name]));
            Assert.True(difference <= ParameterTolerance, $"{course.Name}, {name}: {difference}");
        }
    }

    private static IEnumerable<ContrastiveBatch> BatchesOf(GoldenRun run, GoldenCourse course) =>
        run.Batches.Zip(course.Batches, (batch, expected) => expected.Captions ? batch : batch with { Features = null });

    private static TrainingOptions Options(GoldenCourse course) => new()
    {
        LearningRate = course.LearningRate(LinearSchedule.Factor),
        WarmupSteps = course.Options.Warmup,
        WeightDecay = course.Options.Decay,
        AccumulationSteps = course.Options.Accumulation,
        SkipUntouchedParameters = !course.Options.KeepZeroGradients,
    };
}
