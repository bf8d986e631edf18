using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Inference;

/// <summary>Floats in memory of their own, at an address that suits every lane; zero at first.</summary>
internal sealed unsafe class AlignedFloats : SafeHandle
{
    private const int Alignment = 64; // a cache line, and a lane of AVX-512

    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public AlignedFloats(long length)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);

        var bytes = checked((nuint)length * sizeof(float));
        handle = (nint)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear((void*)handle, bytes);
        Length = length;
    }

    public long Length { get; }

    public float* Pointer => (float*)handle;

    public override bool IsInvalid => handle == 0;

    /// <summary>Some of them.</summary>
    public Span<float> Slice(long start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, Length);
        return new Span<float>(Pointer + start, count);
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
