using System.Globalization;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>Weights in a file beside the model: <c>TensorProto.external_data</c>.</summary>
internal static class ExternalData
{
    private const int Alignment = 4096;     // so that a reader can map the file
    private const int SmallestOutside = 1024; // a reader needs the small ones to know shapes

    /// <param name="modelPath">The model's file.</param>
    /// <param name="tensors">Its tensors.</param>
    /// <returns>What the model's file holds of each.</returns>
    public static IReadOnlyList<TensorPart> Write(string modelPath, IReadOnlyList<TensorToWrite> tensors)
    {
        var path = $"{modelPath}.data";
        if (File.Exists(path))
        {
            File.Delete(modelPath); // it may be the old data's model, and must never be read with the new data
        }

        var parts = new List<TensorPart>();
        AtomicFile.Write(path, stream => parts.AddRange(tensors.Select(tensor => Write(stream, tensor, Path.GetFileName(path)))));
        return parts;
    }

    private static TensorPart Write(Stream stream, TensorToWrite tensor, string fileName)
    {
        if (tensor.SizeInBytes < SmallestOutside)
        {
            return TensorPart.Within(tensor);
        }

        stream.Write(new byte[(Alignment - (stream.Position % Alignment)) % Alignment]);
        var start = stream.Position;
        tensor.Write(stream);
        return TensorPart.Elsewhere(tensor, [
            ("location", fileName),
            ("offset", start.ToString(CultureInfo.InvariantCulture)),
            ("length", tensor.SizeInBytes.ToString(CultureInfo.InvariantCulture)),
        ]);
    }
}
