using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MultimodalEmbeddings.Tests.Export;

/// <summary>A safetensors file of float32 tensors.</summary>
internal static class MatrixFile
{
    /// <param name="path">The file.</param>
    /// <param name="tensors">Name, shape and elements, row by row.</param>
    public static void Write(string path, IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors)
    {
        var header = new Dictionary<string, object> { ["__metadata__"] = new Dictionary<string, string> { ["format"] = "pt" } };
        long end = 0;
        foreach (var (name, shape, values) in tensors)
        {
            var begin = end;
            end += values.Length * sizeof(float);
            header.Add(name, new { dtype = "F32", shape, data_offsets = new[] { begin, end } });
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        using var file = File.Create(path);
        file.Write(length);
        file.Write(json);
        foreach (var (_, _, values) in tensors)
        {
            file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }
}
