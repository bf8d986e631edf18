namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A file of <c>torch.save</c>, .bin or .pt, in either of its two forms.</summary>
internal static class TorchFile
{
    private const byte PickleStart = (byte)PickleOpcode.Protocol;

    /// <exception cref="CheckpointException">
    /// The file is missing, broken, or holds more than tensors and the containers around them.
    /// </exception>
    public static StateDictionary Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            return new StateDictionary(path, Tensors(file), file);
        }
        catch (CheckpointException)
        {
            file.Dispose();
            throw;
        }
    }

    private static Dictionary<string, CheckpointTensor> Tensors(MappedFile file)
    {
        ReadOnlySpan<byte> start = file.Read(0, (int)Math.Min(file.Length, FileStart.Length));
        var content = start.StartsWith("PK"u8) ? TorchZip.Read(file)
            : start[0] == PickleStart ? TorchLegacy.Read(file)
            : throw new CheckpointException(
                file.FilePath,
                "is not a file of torch.save, which is a zip file or a pickle: it "
                + (FileStart.Describe(start) ?? "begins otherwise. Fetch the file again."));
        var tensors = new Dictionary<string, CheckpointTensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in PickledTree.Flatten(file.FilePath, content.Root))
        {
            var (storage, size) = (tensor.Storage, tensor.Type.SizeInBytes());
            var first = content.Starts[storage.Key] + (storage.Begin * storage.ElementSize) + (tensor.Offset * size);
            var layout = new TensorLayout(name, tensor.Type, tensor.Shape, first).WithStrides(tensor.Strides);
            tensors.Add(name, new CheckpointTensor(file, layout));
        }

        return tensors;
    }
}
