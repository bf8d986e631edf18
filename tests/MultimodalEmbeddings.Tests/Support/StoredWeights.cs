using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Safetensors files changed on disk.</summary>
internal static class StoredWeights
{
    /// <summary>Writes a file anew without some of its tensors.</summary>
    public static void Drop(string path, Func<string, bool> dropped)
    {
        var kept = new List<TensorToWrite>();
        using (var file = SafetensorsFile.Open(path))
        {
            foreach (var tensor in file.Tensors.Values.Where(tensor => !dropped(tensor.Name)))
            {
                var bytes = tensor.ToBytes();
                kept.Add(new TensorToWrite(tensor.Name, tensor.Shape, tensor.Type, stream => stream.Write(bytes)));
            }
        }

        SafetensorsWriter.Write(path, kept);
    }
}
