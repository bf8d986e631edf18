using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// The one-dimensional F32 tensors of a small safetensors file: a header's length, a JSON header, little-endian values.
/// </summary>
internal sealed class FloatTensors
{
    private readonly Dictionary<string, double[]> _tensors = [];

    public FloatTensors(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, headerLength));
        foreach (var tensor in header.RootElement.EnumerateObject().Where(tensor => tensor.Name != "__metadata__"))
        {
            Assert.Equal("F32", tensor.Value.GetProperty("dtype").GetString());
            var offsets = tensor.Value.GetProperty("data_offsets");
            var data = bytes[(8 + headerLength + offsets[0].GetInt32())..(8 + headerLength + offsets[1].GetInt32())];
            _tensors[tensor.Name] = [.. MemoryMarshal.Cast<byte, float>(data).ToArray().Select(x => (double)x)];
        }
    }

    public IEnumerable<string> Names => _tensors.Keys;

    public double[] this[string name] => _tensors[name];
}
