using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>The managed heap takes what describes the weights, not the weights.</summary>
[Trait(Category.Name, Category.Unit)]
public sealed class LoadMemoryTests : IDisposable
{
    private const int Length = 6 << 20;             // elements of 24 MiB, several windows
    private const long MaximumAllocation = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Files { get; } = ["zip.bin", "legacy.bin", "x.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Weights_go_from_the_file_to_their_place_without_a_copy_on_the_heap(string name)
    {
        var values = new float[Length];
        for (var i = 0; i < Length; i++)
        {
            values[i] = i;
        }

        Write(name, values);
        var (destination, transposed) = (new float[Length], new float[Length]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        using (var file = StateDictionary.Open(_folder.File(name)))
        {
            file.Find("x", [3, Length / 3]).CopyTo(destination);
            file.Find("y", [Length / 3, 3]).CopyTo(transposed);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumAllocation + LegacyHead(name));
        Assert.True(values.AsSpan().SequenceEqual(destination));
        Assert.Equal(name == "x.safetensors" ? 1 : Length / 3, transposed[1]);
    }

    // The form before zip does not say how long its pickles are: as much is read as they may take.
    private static long LegacyHead(string name) => name == "legacy.bin" ? PickleInput.MaximumLength : 0;

    private void Write(string name, float[] values)
    {
        if (name == "x.safetensors")
        {
            TensorToWrite tensor(string own, params long[] shape) =>
                new(own, shape, ElementType.Float32, stream => stream.Write(MemoryMarshal.AsBytes<float>(values)));
            SafetensorsWriter.Write(_folder.File(name), [tensor("x", 3, Length / 3), tensor("y", Length / 3, 3)]);
            return;
        }

        var storage = TinyPickle.Storage("FloatStorage", "0", Length, name == "zip.bin" ? [] : [TinyPickle.None]);
        var pickle = TinyPickle.Pickle(TinyPickle.Dictionary(
            ("x", TinyPickle.Tensor(storage, 0, [3, Length / 3], [Length / 3, 1])),
            ("y", TinyPickle.Tensor(storage, 0, [Length / 3, 3], [1, Length / 3]))));
        var content = TinyPickle.Bytes(values);
        var file = name == "zip.bin" ? TinyPickle.Zip(pickle, content) : TinyPickle.Legacy(pickle, (Length, content));
        File.WriteAllBytes(_folder.File(name), file);
    }
}
