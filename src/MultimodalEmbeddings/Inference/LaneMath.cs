using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Inference;

/// <summary>Functions of a lane, each to some units in the last place of float32.</summary>
internal static class LaneMath<TLane>
    where TLane : struct, ILane<TLane>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // ln 2 in two parts, so that n · ln 2 is exact where it is taken off.
    private const float LnTwoHigh = 0.693359375f;
    private const float LnTwoLow = -2.12194440e-4f;

    /// <summary>e to the power of <paramref name="x"/>; what is below −87 gives the least normal number, above 88 the largest.</summary>
    [MethodImpl(Inline)]
    public static TLane Exp(TLane x)
    {
        x = TLane.Min(TLane.Max(x, TLane.Of(-87)), TLane.Of(88));
        var n = TLane.Round(x * TLane.Of(1.44269504f));
        var r = TLane.MultiplyAdd(n, TLane.Of(-LnTwoHigh), x);
        r = TLane.MultiplyAdd(n, TLane.Of(-LnTwoLow), r);

        // Least relative error for |r| <= ln 2 / 2: 3e-9.
        var p = TLane.MultiplyAdd(TLane.Of(0.00138145383f), r, TLane.Of(0.00836874545f));
        p = TLane.MultiplyAdd(p, r, TLane.Of(0.0416683890f));
        p = TLane.MultiplyAdd(p, r, TLane.Of(0.166665211f));
        p = TLane.MultiplyAdd(p, r, TLane.Of(0.49999994f));
        p = TLane.MultiplyAdd(p, r, TLane.Of(1));
        p = TLane.MultiplyAdd(p, r, TLane.Of(1));
        return p * TLane.PowerOfTwo(n);
    }

    /// <summary>The error function, to 5e-7.</summary>
    [MethodImpl(Inline)]
    public static TLane Erf(TLane x)
    {
        x = TLane.Min(TLane.Max(x, TLane.Of(-3.92f)), TLane.Of(3.92f)); // beyond it is 1 in float32
        var t = x * x;

        // erf x / x as a quotient of polynomials in x², of the least largest error.
        var p = TLane.MultiplyAdd(TLane.Of(2.03474860e-6f), t, TLane.Of(2.87479314e-4f));
        p = TLane.MultiplyAdd(p, t, TLane.Of(0.00386829698f));
        p = TLane.MultiplyAdd(p, t, TLane.Of(0.0530603863f));
        p = TLane.MultiplyAdd(p, t, TLane.Of(0.192763254f));
        p = TLane.MultiplyAdd(p, t, TLane.Of(1.12837899f));
        var q = TLane.MultiplyAdd(TLane.Of(3.80707788e-5f), t, TLane.Of(0.00118810893f));
        q = TLane.MultiplyAdd(q, t, TLane.Of(0.0151722338f));
        q = TLane.MultiplyAdd(q, t, TLane.Of(0.115084298f));
        q = TLane.MultiplyAdd(q, t, TLane.Of(0.504163682f));
        q = TLane.MultiplyAdd(q, t, TLane.Of(1));
        return x * (p / q);
    }

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(Inline)]
    public static TLane Sigmoid(TLane x) => TLane.Of(1) / (TLane.Of(1) + Exp(TLane.Of(0) - x));

    /// <summary>The hyperbolic tangent, to 3e-7.</summary>
    [MethodImpl(Inline)]
    public static TLane Tanh(TLane x) =>
        TLane.Of(1) - (TLane.Of(2) / (TLane.Of(1) + Exp(TLane.Of(2) * x)));
}
