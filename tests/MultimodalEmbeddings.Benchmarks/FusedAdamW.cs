using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>libtorch's AdamW for all parameters at once, which TorchSharp reaches through TorchScript alone.</summary>
internal sealed class FusedAdamW : IDisposable
{
    private readonly jit.CompilationUnit _script;
    private readonly Parameter[] _parameters;
    private readonly Tensor[] _first, _second, _steps;

    public FusedAdamW(Parameter[] parameters, double rate)
    {
        _parameters = parameters;
        _first = [.. parameters.Select(parameter => zeros_like(parameter, requires_grad: false).DetachFromDisposeScope())];
        _second = [.. parameters.Select(parameter => zeros_like(parameter, requires_grad: false).DetachFromDisposeScope())];
        _steps = [.. parameters.Select(_ => zeros(1).squeeze().DetachFromDisposeScope())];
        _script = jit.compile(FormattableString.Invariant($"""
            def step(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], x: List[Tensor], s: List[Tensor]):
                torch._fused_adamw_(p, g, m, v, x, s, lr={rate}, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=1e-8,
                                    amsgrad=False, maximize=False)
                return 0

            """));
    }

    public void Step()
    {
        using var gradients = no_grad();
        var touched = Enumerable.Range(0, _parameters.Length).Where(i => _parameters[i].grad is not null).ToArray();
        foreach (var i in touched)
        {
            _steps[i].add_(1);
        }

        _script.invoke(
            "step", Of(_parameters), touched.Select(i => _parameters[i].grad!).ToArray(), Of(_first), Of(_second),
            Array.Empty<Tensor>(), Of(_steps));

        Tensor[] Of(Tensor[] all) => [.. touched.Select(i => all[i])];
    }

    public void Dispose()
    {
        _script.Dispose();
        foreach (var tensor in _first.Concat(_second).Concat(_steps))
        {
            tensor.Dispose();
        }
    }
}
