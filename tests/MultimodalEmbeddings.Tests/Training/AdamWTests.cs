using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class AdamWTests
{
    [Fact]
    public void The_first_step_is_the_rate_in_the_direction_of_the_gradient()
    {
        using var parameter = Parameter([1f, 1f]);
        using var optimizer = new AdamW([parameter], weightDecay: 0);

        SetGradient(parameter, [0.5f, -2f]);
        optimizer.Step(0.1);

        Assert.Equal(0.9, parameter[0].item<float>(), 1e-4);
        Assert.Equal(1.1, parameter[1].item<float>(), 1e-4);
    }

    /// <summary>With a gradient as small as ε the two forms of AdamW part: √v + ε before the bias correction.</summary>
    [Fact]
    public void Epsilon_is_added_before_the_bias_correction()
    {
        const double Gradient = 1e-6;
        using var parameter = Parameter([0f]);
        using var optimizer = new AdamW([parameter], weightDecay: 0);

        SetGradient(parameter, [(float)Gradient]);
        optimizer.Step(1);

        var correction = Math.Sqrt(1 - 0.999) / (1 - 0.9);
        var expected = -correction * (0.1 * Gradient) / (Math.Sqrt(0.001 * Gradient * Gradient) + 1e-6);
        Assert.Equal(expected, parameter.item<float>(), 1e-6);
    }

    [Fact]
    public void Without_a_gradient_a_parameter_moves_on_by_its_momentum_where_it_is_not_skipped()
    {
        using var untouched = Parameter([1f]);
        using var zero = Parameter([1f]);
        using var never = Parameter([1f]);
        using var optimizer = new AdamW([zero, never], weightDecay: 0);
        using var skipping = new AdamW([untouched], weightDecay: 0, skipsUntouched: true);
        SetGradient(untouched, [1f]);
        SetGradient(zero, [1f]);
        optimizer.Step(0.1);
        skipping.Step(0.1);
        var (before, beforeZero) = (untouched.item<float>(), zero.item<float>());

        Gradients.Clear([untouched, zero]);
        optimizer.Step(0.1);
        skipping.Step(0.1);

        Assert.Equal(before, untouched.item<float>());
        Assert.Equal(1, never.item<float>());
        Assert.True(zero.item<float>() < beforeZero - 0.01);
    }

    [Fact]
    public void Decay_shrinks_matrices_and_leaves_vectors()
    {
        using var matrix = Parameter([1f, 1f], 1, 2);
        using var vector = Parameter([1f]);
        using var optimizer = new AdamW([matrix, vector], weightDecay: 0.5);

        SetGradient(matrix, [0f, 0f], 1, 2);
        SetGradient(vector, [0f]);
        optimizer.Step(0.1);

        Assert.Equal(0.95, matrix[0, 0].item<float>(), 1e-6);
        Assert.Equal(1, vector.item<float>());
    }

    [Fact]
    public void Clipping_scales_all_gradients_to_the_joint_norm()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Parameter([0f]), Parameter([0f]));
        SetGradient(first, [3f]);
        SetGradient(second, [4f]);

        Assert.Equal(5, Gradients.Clip([first, second], maximum: 1), 1e-6);
        Assert.Equal(0.6, first.grad!.item<float>(), 1e-6);
        Assert.Equal(0.8, second.grad!.item<float>(), 1e-6);
        Assert.Equal(1, Gradients.Clip([first, second], maximum: 2), 1e-5);
        Assert.Equal(0.6, first.grad!.item<float>(), 1e-6);
    }

    private static TorchSharp.Modules.Parameter Parameter(float[] values, params long[] shape) =>
        nn.Parameter(tensor(values, shape.Length == 0 ? [values.Length] : shape).clone());

    private static void SetGradient(TorchSharp.Modules.Parameter parameter, float[] values, params long[] shape) =>
        parameter.grad = tensor(values, shape.Length == 0 ? [values.Length] : shape).clone();
}
