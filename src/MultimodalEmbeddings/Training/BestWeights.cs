using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>A copy of the parameters as they were at the best validation.</summary>
internal sealed class BestWeights(IReadOnlyList<Parameter> parameters) : IDisposable
{
    private Tensor[]? _copies;

    public double? Score { get; private set; }

    public int? Step { get; private set; }

    /// <summary>The best parameters, in their order; empty before the first validation.</summary>
    public IReadOnlyList<Tensor> Copies => _copies ?? [];

    /// <summary>Keeps the parameters if the score is higher than every one before; a NaN never is.</summary>
    public void Offer(double score, int step)
    {
        if (!(score > (Score ?? double.NegativeInfinity)))
        {
            return;
        }

        Continue(score, step);
        using var gradients = no_grad();
        foreach (var (copy, parameter) in Copies.Zip(parameters))
        {
            copy.copy_(parameter);
        }
    }

    /// <summary>Takes over the best of an interrupted run, whose parameters are to be filled into <see cref="Copies"/>.</summary>
    public void Continue(double score, int step)
    {
        (Score, Step) = (score, step);
        using var scope = NewDisposeScope();
        _copies ??= [.. parameters.Select(parameter => empty_like(parameter, requires_grad: false).DetachFromDisposeScope())];
    }

    /// <summary>Puts the best parameters back, if there are any.</summary>
    public void Restore()
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        foreach (var (copy, parameter) in Copies.Zip(parameters))
        {
            parameter.copy_(copy);
        }
    }

    public void Dispose()
    {
        foreach (var copy in Copies)
        {
            copy.Dispose();
        }
    }
}
