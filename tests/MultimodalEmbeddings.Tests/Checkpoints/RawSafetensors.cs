using System.Buffers.Binary;
using System.Text;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>Safetensors files made by hand: any header, any data.</summary>
internal static class RawSafetensors
{
    public static byte[] Of(string header, params ReadOnlySpan<byte> data) => Of(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Of(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        var file = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file.AsSpan(8));
        data.CopyTo(file.AsSpan(8 + header.Length));
        return file;
    }

    public static string Tensor(string name, string type, string shape, string offsets) =>
        $$$"""{"{{{name}}}":{"dtype":"{{{type}}}","shape":{{{shape}}},"data_offsets":{{{offsets}}}}}""";
}
