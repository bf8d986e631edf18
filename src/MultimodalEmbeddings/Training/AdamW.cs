using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>Adam with decoupled weight decay, in the form that MCSE was trained with.</summary>
/// <remarks>
/// Loshchilov and Hutter 2019, as transformers 4.8 computes it: ε (1e-6) is added to √v before the bias correction, not after
/// as in
/// PyTorch, and the decay follows the update. A parameter without a gradient is left alone; one whose gradient is zero moves
/// on by
/// its momentum.
/// </remarks>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-6;

    private readonly State[] _states;
    private readonly double _weightDecay;

    /// <summary>What the optimizer knows of each parameter, in their order.</summary>
    public IReadOnlyList<State> Moments => _states;

    public AdamW(IEnumerable<Parameter> parameters, double weightDecay)
    {
        _states = [.. parameters.Select(parameter => new State(parameter))];
        _weightDecay = weightDecay;
    }

    /// <param name="rate">The learning rate of this step.</param>
    public void Step(double rate)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        foreach (var state in _states)
        {
            if (state.Parameter.grad is { } gradient)
            {
                Update(state, gradient, rate);
            }
        }
    }

    public void Dispose()
    {
        foreach (var state in _states)
        {
            state.First.Dispose();
            state.Second.Dispose();
        }
    }

    private void Update(State state, Tensor gradient, double rate)
    {
        state.Steps++;
        state.First.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
        state.Second.mul_(Beta2).addcmul_(gradient, gradient, value: 1 - Beta2);
        var size = rate * Math.Sqrt(1 - Math.Pow(Beta2, state.Steps)) / (1 - Math.Pow(Beta1, state.Steps));
        state.Parameter.addcdiv_(state.First, state.Second.sqrt().add_(Epsilon), value: -size);
        if (_weightDecay > 0 && state.Parameter.dim() > 1) // not biases and layer norms
        {
            state.Parameter.mul_(1 - (rate * _weightDecay));
        }
    }

    /// <summary>The two moving averages of a parameter's gradient, and how many updates they have seen.</summary>
    internal sealed class State(Parameter parameter)
    {
        public Parameter Parameter { get; } = parameter;

        public Tensor First { get; } = zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();

        public Tensor Second { get; } = zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();

        public int Steps { get; set; }
    }
}
