using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>A copy of the parameters as they were at the best validation.</summary>
internal sealed class BestWeights(IReadOnlyList<Parameter> parameters) : IDisposable
{
    private Tensor[]? _copies;

    public double? Score { get; private set; }

    public int? Step { get; private set; }

    /// <summary>Keeps the parameters if the score is higher than every one before; a NaN never is.</summary>
    public void Offer(double score, int step)
    {
        if (!(score > (Score ?? double.NegativeInfinity)))
        {
            return;
        }

        (Score, Step) = (score, step);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        _copies ??= [.. parameters.Select(parameter => empty_like(parameter, requires_grad: false).DetachFromDisposeScope())];
        foreach (var (copy, parameter) in _copies.Zip(parameters))
        {
            copy.copy_(parameter);
        }
    }

    /// <summary>Puts the best parameters back, if there are any.</summary>
    public void Restore()
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        foreach (var (copy, parameter) in (_copies ?? []).Zip(parameters))
        {
            parameter.copy_(copy);
        }
    }

    public void Dispose()
    {
        foreach (var copy in _copies ?? [])
        {
            copy.Dispose();
        }
    }
}
