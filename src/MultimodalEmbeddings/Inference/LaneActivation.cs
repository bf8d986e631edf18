using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Inference;

/// <inheritdoc/>
internal sealed unsafe class LaneActivation<TLane, TFunction> : ActivationPass
    where TLane : struct, ILane<TLane>
    where TFunction : struct, IElementwise<TLane>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(Rows values, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            var x = values[row];
            for (var column = 0; column < columns; column += TLane.Count)
            {
                TLane.Store(TFunction.Of(TLane.Load(x + column)), x + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ApplyGated(Rows values, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            float* x = values[row], gate = x + columns;
            for (var column = 0; column < columns; column += TLane.Count)
            {
                var activated = TFunction.Of(TLane.Load(x + column));
                TLane.Store(activated * TLane.Load(gate + column), x + column);
            }
        }
    }
}
