using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>Adam with decoupled weight decay, in the form that MCSE was trained with.</summary>
/// <remarks>
/// Loshchilov and Hutter 2019, as transformers 4.8 computes it: ε (1e-6) is added to √v before the bias correction, not after
/// as in PyTorch, and the decay follows the update. A parameter that has never had a gradient is left alone; for one without a
/// gradient in this step it is 0, so that the parameter moves on by its momentum.
/// </remarks>
internal sealed class AdamW : IDisposable
{
    private readonly State[] _states;
    private readonly double _weightDecay;
    private readonly bool _skipsUntouched;

    /// <summary>What the optimizer knows of each parameter, in their order.</summary>
    public IReadOnlyList<State> Moments => _states;

    /// <param name="parameters">Contiguous tensors on the CPU.</param>
    /// <param name="weightDecay">Of matrices, not of biases and layer norms.</param>
    /// <param name="skipsUntouched">Leaves a parameter alone in every step that gives it no gradient.</param>
    public AdamW(IEnumerable<Parameter> parameters, double weightDecay, bool skipsUntouched = false)
    {
        _states = [.. parameters.Select(parameter => new State(parameter))];
        (_weightDecay, _skipsUntouched) = (weightDecay, skipsUntouched);
    }

    /// <param name="rate">The learning rate of this step.</param>
    public void Step(double rate)
    {
        using var scope = NewDisposeScope();

        foreach (var state in _states)
        {
            if (GradientOf(state) is { } gradient)
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

    private Tensor? GradientOf(State state)
    {
        var touched = state.Parameter.grad;
        return touched is null && state.Steps > 0 && !_skipsUntouched ? zeros_like(state.First) : touched;
    }

    private void Update(State state, Tensor gradient, double rate)
    {
        state.Steps++;
        var decays = _weightDecay > 0 && state.Parameter.dim() > 1; // not biases and layer norms
        var update = new AdamWUpdate(rate, state.Steps, decays ? _weightDecay : 0);
        if (state.Parameter.dtype == ScalarType.Float64)
        {
            update.Apply<double>(state.Parameter, gradient, state.First, state.Second);
        }
        else
        {
            update.Apply<float>(state.Parameter, gradient, state.First, state.Second);
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
