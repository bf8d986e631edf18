using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Inference;

namespace MultimodalEmbeddings;

/// <summary>A dense layer behind the pooling, or the encoder's own pooler, computed in C# alone.</summary>
internal sealed class DenseProduct : IDisposable
{
    private readonly DenseWeights _settings;
    private readonly LinearLayer _linear;
    private readonly Func<float, float> _activation;

    public DenseProduct(DenseWeights weights)
    {
        _settings = weights with { Weight = [], Bias = null };
        _linear = LinearLayer.Of(weights.Weight, weights.Bias, weights.InputSize);
        HasBias = weights.Bias is not null;
        _activation = ActivationOf(weights.Activation);
    }

    private bool HasBias { get; }

    /// <param name="x">[rows, input].</param>
    /// <returns>[rows, output].</returns>
    public float[] Apply(float[] x)
    {
        var input = _settings.NormalizesInput ? UnitVector.Of(x, _settings.InputSize) : x;
        var result = new float[x.Length / _settings.InputSize * _settings.OutputSize];
        _linear.Multiply(input, result);
        foreach (ref var value in result.AsSpan())
        {
            value = _activation(value);
        }

        return result;
    }

    /// <returns>A copy of the layer as it was given.</returns>
    public DenseWeights ToWeights()
    {
        var (weights, biases) = _linear.ToArrays();
        return _settings with { Weight = weights, Bias = HasBias ? biases : null };
    }

    public void Dispose() => _linear.Dispose();

    /// <summary>PyTorch's classes without arguments, as <see cref="DenseLayer"/> has them.</summary>
    private static Func<float, float> ActivationOf(string name) => name switch
    {
        "Identity" => x => x,
        "Tanh" => MathF.Tanh,
        "ReLU" => x => MathF.Max(x, 0),
        "GELU" => x => (float)(x * 0.5 * (1 + MathNet.Numerics.SpecialFunctions.Erf(x / Math.Sqrt(2)))),
        "Sigmoid" => x => (float)(1 / (1 + Math.Exp(-x))),
        "SiLU" => x => (float)(x / (1 + Math.Exp(-x))),
        "ELU" => x => x > 0 ? x : (float)(Math.Exp(x) - 1),
        "LeakyReLU" => x => x > 0 ? x : 0.01f * x,
        "Softplus" => x => x > 20 ? x : (float)Math.Log(1 + Math.Exp(x)),
        _ => throw new NotSupportedException($"Activation '{name}' is not implemented."),
    };
}
