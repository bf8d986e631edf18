using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The elements of a strided view, taken one after the other in row-major order.</summary>
internal ref struct StridedElements
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly IReadOnlyList<long> _shape;
    private readonly long[] _strides;
    private readonly long[] _index;
    private readonly int _elementSize;
    private readonly int _last;
    private long _position;   // of the next element, in elements from the first

    /// <param name="source">The bytes from the view's first element to its last.</param>
    /// <param name="layout">The view, of one element at least and one dimension.</param>
    /// <param name="strides">Its strides.</param>
    public StridedElements(ReadOnlySpan<byte> source, TensorLayout layout, long[] strides)
    {
        _source = source;
        _shape = layout.Shape;
        _strides = strides;
        _index = new long[strides.Length];
        _elementSize = layout.Type.SizeInBytes();
        _last = strides.Length - 1;
    }

    /// <summary>Takes as many elements as <paramref name="destination"/> has room for; that many must be left.</summary>
    public void CopyNext(Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            var length = (int)Math.Min(_shape[_last] - _index[_last], destination.Length / _elementSize);
            CopyRun(destination[..(length * _elementSize)]);
            destination = destination[(length * _elementSize)..];
            Advance(length);
        }
    }

    private readonly void CopyRun(Span<byte> destination)
    {
        switch (_elementSize)
        {
            case sizeof(byte):
                CopyRun<byte>(destination);
                break;
            case sizeof(ushort):
                CopyRun<ushort>(destination);
                break;
            case sizeof(uint):
                CopyRun<uint>(destination);
                break;
            default:
                CopyRun<ulong>(destination);
                break;
        }
    }

    private readonly void CopyRun<T>(Span<byte> destination)
        where T : unmanaged
    {
        var run = MemoryMarshal.Cast<byte, T>(destination);
        var elements = MemoryMarshal.Cast<byte, T>(_source)[(int)_position..];
        var stride = (int)_strides[_last];   // the view ends within 2 GiB; a stride beyond has one element and counts for nothing
        for (var i = 0; i < run.Length; i++)
        {
            run[i] = elements[i * stride];
        }
    }

    private void Advance(int length)
    {
        _index[_last] += length;
        _position += length * _strides[_last];
        for (var axis = _last; axis > 0 && _index[axis] == _shape[axis]; axis--)
        {
            _position += _strides[axis - 1] - (_shape[axis] * _strides[axis]);
            _index[axis] = 0;
            _index[axis - 1]++;
        }
    }
}
