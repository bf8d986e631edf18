using System.Runtime.CompilerServices;

namespace MultimodalEmbeddings.Inference;

/// <summary>Layer norm of rows (Ba et al. 2016), with what is added before.</summary>
/// <remarks>Padding columns are zero before and after: gain and shift are zero there, and the mask leaves them out.</remarks>
internal sealed unsafe class RowNorm<TLane> : IDisposable
    where TLane : struct, ILane<TLane>
{
    private readonly AlignedFloats _gain;
    private readonly AlignedFloats _shift;
    private readonly AlignedFloats _mask;   // 1 for a column, 0 for padding
    private readonly float _epsilon;
    private readonly int _size;
    private readonly int _padded;

    /// <param name="gain">[size].</param>
    /// <param name="shift">[size], or empty for zeros.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public RowNorm(ReadOnlySpan<float> gain, ReadOnlySpan<float> shift, double epsilon)
    {
        (_size, _epsilon) = (gain.Length, (float)epsilon);
        _padded = (((_size - 1) / TLane.Count) + 1) * TLane.Count;
        (_gain, _shift, _mask) = (new AlignedFloats(_padded), new AlignedFloats(_padded), new AlignedFloats(_padded));
        gain.CopyTo(_gain.Slice(0, _size));
        shift.CopyTo(_shift.Slice(0, shift.Length));
        _mask.Slice(0, _size).Fill(1);
    }

    /// <summary>Components of a row.</summary>
    public int Size => _size;

    /// <returns>A copy, [size].</returns>
    public float[] Gain() => _gain.Slice(0, _size).ToArray();

    /// <returns>A copy, [size].</returns>
    public float[] Shift() => _shift.Slice(0, _size).ToArray();

    /// <param name="x">[rows, size], replaced.</param>
    /// <param name="residual">Added to x before; x itself for nothing.</param>
    /// <param name="y">Receives the result; may be x.</param>
    /// <param name="rows">Rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Rows x, Rows residual, Rows y, int rows)
    {
        var adds = residual.First != x.First;
        for (var row = 0; row < rows; row++)
        {
            var values = x[row];
            var mean = (adds ? AddAndSum(values, residual[row]) : Sum(values)) / _size;
            var deviation = Deviation(values, mean);
            Scale(values, y[row], mean, 1 / MathF.Sqrt((deviation / _size) + _epsilon));
        }
    }

    public void Dispose()
    {
        _gain.Dispose();
        _shift.Dispose();
        _mask.Dispose();
    }

    private float AddAndSum(float* values, float* residual)
    {
        var sum = TLane.Of(0);
        for (var i = 0; i < _padded; i += TLane.Count)
        {
            var value = TLane.Load(values + i) + TLane.Load(residual + i);
            TLane.Store(value, values + i);
            sum += value;
        }

        return TLane.Sum(sum);
    }

    private float Sum(float* values)
    {
        var sum = TLane.Of(0);
        for (var i = 0; i < _padded; i += TLane.Count)
        {
            sum += TLane.Load(values + i);
        }

        return TLane.Sum(sum);
    }

    /// <returns>The sum of squared distances from the mean.</returns>
    private float Deviation(float* values, float mean)
    {
        var (sum, center) = (TLane.Of(0), TLane.Of(mean));
        for (var i = 0; i < _padded; i += TLane.Count)
        {
            var distance = (TLane.Load(values + i) - center) * TLane.Load(_mask.Pointer + i);
            sum = TLane.MultiplyAdd(distance, distance, sum);
        }

        return TLane.Sum(sum);
    }

    private void Scale(float* values, float* result, float mean, float scale)
    {
        var (center, factor) = (TLane.Of(mean), TLane.Of(scale));
        for (var i = 0; i < _padded; i += TLane.Count)
        {
            var normal = (TLane.Load(values + i) - center) * factor;
            TLane.Store(
                TLane.MultiplyAdd(normal, TLane.Load(_gain.Pointer + i), TLane.Load(_shift.Pointer + i)), result + i);
        }
    }
}
