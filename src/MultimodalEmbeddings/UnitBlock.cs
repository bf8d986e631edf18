using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings;

/// <summary>A block of embeddings scaled to length 1, laid out for many dot products at a time.</summary>
/// <remarks>
/// Memory is [groups, parts, 4]: the parts (hardware vectors) of four embeddings lie side by side, so that a product reads one
/// stream of memory, not four. The dot product of two embeddings has the same bits wherever in their blocks they stand, which
/// makes equal embeddings tie exactly.
/// </remarks>
internal sealed class UnitBlock
{
    private const int Group = 4;

    private readonly Vector<float>[] _values;
    private readonly int _parts;

    /// <param name="capacity">The most embeddings it holds.</param>
    /// <param name="dimension">The length of each.</param>
    public UnitBlock(int capacity, int dimension)
    {
        _parts = DivideUp(dimension, Vector<float>.Count);
        _values = new Vector<float>[checked(DivideUp(capacity, Group) * _parts * Group)];
    }

    /// <summary>The number of embeddings.</summary>
    public int Count { get; private set; }

    /// <summary><see cref="Count"/> rounded up to whole hardware vectors: the length of a row of products.</summary>
    public int Width => DivideUp(Count, Vector<float>.Count) * Vector<float>.Count;

    /// <summary>Holds some rows of a matrix instead of what it held.</summary>
    public void Fill(FeatureMatrix source, int start, int count)
    {
        Count = count;
        for (var row = 0; row < count; row++)
        {
            Set(row, source.Row(start + row));
        }
    }

    /// <summary>Holds one embedding instead of what it held; every component must be finite.</summary>
    public void Fill(ReadOnlySpan<float> embedding)
    {
        Count = 1;
        Set(0, embedding);
    }

    /// <summary>The cosines of these embeddings and others.</summary>
    /// <param name="others">Embeddings of the same dimension.</param>
    /// <param name="cosines">
    /// Receives [<paramref name="others"/>, <see cref="Width"/>]; columns from <see cref="Count"/> on are meaningless. It needs
    /// room for an even number of rows.
    /// </param>
    public void Multiply(UnitBlock others, Span<float> cosines)
    {
        for (var i = 0; i < Count; i += Group)
        {
            var four = MemoryMarshal.Cast<Vector<float>, Four>(GroupOf(i));
            for (var j = 0; j < others.Count; j += 2)
            {
                var two = MemoryMarshal.Cast<Vector<float>, Two>(others.GroupOf(j));
                Multiply(four, two[(j % Group / 2)..], cosines[((j * Width) + i)..], Width);
            }
        }
    }

    /// <param name="four">Four embeddings, part by part.</param>
    /// <param name="two">Two embeddings, every second entry: the other entries are the other half of their group.</param>
    /// <param name="cosines">Receives four products with the first of the two, and one row further those with the second.</param>
    /// <param name="width">The length of a row of <paramref name="cosines"/>.</param>
    // Nearly all time is spent here, even in a first call, which must not wait until the JIT has noticed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(ReadOnlySpan<Four> four, ReadOnlySpan<Two> two, Span<float> cosines, int width)
    {
        Four first = default, second = default;
        for (var k = 0; k < four.Length; k++)
        {
            ref readonly var x = ref four[k];
            ref readonly var y = ref two[2 * k];
            first.A = Vector.FusedMultiplyAdd(x.A, y.A, first.A);
            first.B = Vector.FusedMultiplyAdd(x.B, y.A, first.B);
            first.C = Vector.FusedMultiplyAdd(x.C, y.A, first.C);
            first.D = Vector.FusedMultiplyAdd(x.D, y.A, first.D);
            second.A = Vector.FusedMultiplyAdd(x.A, y.B, second.A);
            second.B = Vector.FusedMultiplyAdd(x.B, y.B, second.B);
            second.C = Vector.FusedMultiplyAdd(x.C, y.B, second.C);
            second.D = Vector.FusedMultiplyAdd(x.D, y.B, second.D);
        }

        first.SumTo(cosines);
        second.SumTo(cosines[width..]);
    }

    private void Set(int row, ReadOnlySpan<float> embedding)
    {
        var target = GroupOf(row)[(row % Group)..];
        var squares = Vector<double>.Zero;
        for (var k = 0; k < _parts; k++)
        {
            var part = target[k * Group] = Part(embedding, k);
            Vector.Widen(part, out var low, out var high);
            squares += (low * low) + (high * high);
        }

        // In double precision, where the squares of the smallest and the largest floats are ordinary numbers.
        var norm = Math.Sqrt(Vector.Sum(squares));
        var scale = norm > 0 ? 1 / norm : 0;
        for (var k = 0; k < _parts; k++)
        {
            Vector.Widen(target[k * Group], out var low, out var high);
            target[k * Group] = Vector.Narrow(low * scale, high * scale);
        }
    }

    /// <returns>[parts, 4] of the four embeddings among which <paramref name="row"/> is.</returns>
    private Span<Vector<float>> GroupOf(int row) => _values.AsSpan(row / Group * Group * _parts, _parts * Group);

    private static Vector<float> Part(ReadOnlySpan<float> embedding, int index)
    {
        var rest = embedding[(index * Vector<float>.Count)..];
        if (rest.Length >= Vector<float>.Count)
        {
            return new Vector<float>(rest);
        }

        Span<float> padded = stackalloc float[Vector<float>.Count];
        padded.Clear();
        rest.CopyTo(padded);
        return new Vector<float>(padded);
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;

    /// <summary>The same part of four embeddings, or the sums of four products.</summary>
    private struct Four
    {
        public Vector<float> A, B, C, D;

        public readonly void SumTo(Span<float> sums)
        {
            sums[3] = Vector.Sum(D);
            sums[2] = Vector.Sum(C);
            sums[1] = Vector.Sum(B);
            sums[0] = Vector.Sum(A);
        }
    }

    /// <summary>The same part of two embeddings.</summary>
    private struct Two
    {
        public Vector<float> A, B;
    }
}
