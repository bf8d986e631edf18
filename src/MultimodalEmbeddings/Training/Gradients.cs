using MultimodalEmbeddings.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>What is done with the gradients of all parameters together.</summary>
internal static class Gradients
{
    /// <summary>Scales gradients down so that their joint norm is at most <paramref name="maximum"/>.</summary>
    /// <returns>The norm before.</returns>
    /// <remarks>Pascanu et al. 2013, section 3.2; the 1e-6 is PyTorch's.</remarks>
    public static double Clip(IReadOnlyList<Parameter> parameters, double maximum)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var present = parameters.Select(parameter => parameter.grad).OfType<Tensor>().ToArray();
        double square = 0;
        foreach (var gradient in present)
        {
            var norm = gradient.norm().Number();
            square += norm * norm;
        }

        var total = Math.Sqrt(square);
        var scale = maximum / (total + 1e-6);
        if (scale < 1)
        {
            using var factor = scale.ToScalar();
            foreach (var gradient in present)
            {
                gradient.mul_(factor);
            }
        }

        return total;
    }

    /// <summary>Ends a step: no gradients, which spares the next backward pass to add to zeros.</summary>
    public static void Clear(IReadOnlyList<Parameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            parameter.grad = null;
        }
    }
}
