using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>One step of AdamW for one tensor, in a single pass over its memory.</summary>
/// <remarks>
/// Operation by operation a step reads and writes every number seven times over, and memory is what it waits for. Every number
/// is computed alone, so neither the width of the vectors nor the number of threads changes a bit of it, and rounded as PyTorch
/// rounds add_ with alpha and addcmul_, whose products are not rounded before they are added.
/// </remarks>
internal readonly struct AdamWUpdate
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-6;
    private const int Slice = 1 << 16; // numbers that a thread takes at once

    private readonly double _size;
    private readonly double _kept;

    /// <param name="rate">The learning rate.</param>
    /// <param name="step">Counted from 1.</param>
    /// <param name="weightDecay">0 for none.</param>
    public AdamWUpdate(double rate, int step, double weightDecay)
    {
        _size = rate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step));
        _kept = 1 - (rate * weightDecay);
    }

    /// <summary>Changes the parameter and its two moments; all four tensors are contiguous and of one shape.</summary>
    public void Apply<T>(Tensor parameter, Tensor gradient, Tensor first, Tensor second)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (update, length) = (this, (int)parameter.numel());
        if (length <= Slice)
        {
            update.Apply(Memory<T>(parameter), Memory<T>(gradient), Memory<T>(first), Memory<T>(second));
            return;
        }

        var threads = new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() };
        Parallel.For(0, ((length - 1) / Slice) + 1, threads, slice =>
        {
            var range = (slice * Slice)..Math.Min(length, (slice + 1) * Slice);
            update.Apply(
                Memory<T>(parameter)[range], Memory<T>(gradient)[range], Memory<T>(first)[range], Memory<T>(second)[range]);
        });
    }

    private void Apply<T>(Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var done = Apply(
            MemoryMarshal.Cast<T, Vector<T>>(parameter),
            MemoryMarshal.Cast<T, Vector<T>>(gradient),
            MemoryMarshal.Cast<T, Vector<T>>(first),
            MemoryMarshal.Cast<T, Vector<T>>(second));
        var (beta1, beta2) = (T.CreateChecked(Beta1), T.CreateChecked(Beta2));
        var (rest1, rest2) = (T.CreateChecked(1 - Beta1), T.CreateChecked(1 - Beta2));
        var (size, kept, epsilon) = (T.CreateChecked(_size), T.CreateChecked(_kept), T.CreateChecked(Epsilon));
        for (var i = done; i < parameter.Length; i++)
        {
            first[i] = T.FusedMultiplyAdd(gradient[i], rest1, first[i] * beta1);
            second[i] = T.FusedMultiplyAdd(gradient[i] * rest2, gradient[i], second[i] * beta2);
            parameter[i] = (parameter[i] - (size * first[i] / (T.Sqrt(second[i]) + epsilon))) * kept;
        }
    }

    /// <returns>How many numbers that were.</returns>
    private int Apply<T>(
        Span<Vector<T>> parameter, ReadOnlySpan<Vector<T>> gradient, Span<Vector<T>> first, Span<Vector<T>> second)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (beta1, beta2) = (Vector.Create(T.CreateChecked(Beta1)), Vector.Create(T.CreateChecked(Beta2)));
        var (rest1, rest2) = (Vector.Create(T.CreateChecked(1 - Beta1)), Vector.Create(T.CreateChecked(1 - Beta2)));
        var (size, kept) = (Vector.Create(T.CreateChecked(_size)), Vector.Create(T.CreateChecked(_kept)));
        var epsilon = Vector.Create(T.CreateChecked(Epsilon));
        for (var i = 0; i < parameter.Length; i++)
        {
            first[i] = MultiplyAdd(gradient[i], rest1, first[i] * beta1);
            second[i] = MultiplyAdd(gradient[i] * rest2, gradient[i], second[i] * beta2);
            parameter[i] = (parameter[i] - (size * first[i] / (Vector.SquareRoot(second[i]) + epsilon))) * kept;
        }

        return parameter.Length * Vector<T>.Count;
    }

    /// <summary>a b + c, rounded once.</summary>
    private static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c) => typeof(T) == typeof(double)
        ? Vector.As<double, T>(
            Vector.FusedMultiplyAdd(Vector.As<T, double>(a), Vector.As<T, double>(b), Vector.As<T, double>(c)))
        : Vector.As<float, T>(
            Vector.FusedMultiplyAdd(Vector.As<T, float>(a), Vector.As<T, float>(b), Vector.As<T, float>(c)));

    private static Span<T> Memory<T>(Tensor tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.bytes);
}
