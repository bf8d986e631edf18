namespace MultimodalEmbeddings.Inference;

/// <summary>Applies an activation to rows, in place.</summary>
internal abstract class ActivationPass
{
    /// <param name="values">[rows, columns].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, a multiple of the lane.</param>
    public abstract void Apply(Rows values, int rows, int columns);

    /// <summary>x₁ becomes f(x₁) x₂, where x₂ is as many columns further on (Shazeer 2020, GEGLU).</summary>
    /// <param name="values">[rows, 2 columns].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns of a half, a multiple of the lane.</param>
    public abstract void ApplyGated(Rows values, int rows, int columns);
}
