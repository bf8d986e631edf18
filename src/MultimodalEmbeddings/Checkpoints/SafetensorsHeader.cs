namespace MultimodalEmbeddings.Checkpoints;

/// <summary>What the header of a safetensors file says, checked against the length of the data that follow it.</summary>
internal sealed class SafetensorsHeader
{
    private SafetensorsHeader(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>The tensors, in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <param name="filePath">For messages.</param>
    /// <param name="json">The header's JSON.</param>
    /// <param name="dataLength">The bytes from the end of the header to the end of the file.</param>
    /// <exception cref="CheckpointException">
    /// The header is broken, or does not account for every byte of the data exactly once.
    /// </exception>
    public static SafetensorsHeader Parse(string filePath, ReadOnlySpan<byte> json, long dataLength)
    {
        var parser = new SafetensorsHeaderParser(filePath, json);
        parser.Parse();
        parser.Entries.Sort((first, second) => (first.Begin, first.End).CompareTo((second.Begin, second.End)));
        CheckLayout(filePath, parser.Entries, dataLength);
        return new SafetensorsHeader(parser.Entries, parser.Metadata);
    }

    private static void CheckLayout(string filePath, List<SafetensorsEntry> entries, long dataLength)
    {
        long position = 0;
        foreach (var entry in entries)
        {
            CheckSize(filePath, entry);
            if (entry.Begin != position)
            {
                var fault = entry.Begin < position ? "shares bytes with another tensor" : "leaves bytes before it to no tensor";
                throw new CheckpointException(
                    filePath,
                    $"is broken: {entry.Name} {fault}; it begins at {entry.Begin}, the one before ends at {position}."
                    + SafetensorsFile.Remedy);
            }

            position = entry.End;
        }

        if (position != dataLength)
        {
            throw new CheckpointException(
                filePath,
                $"is cut short or has bytes too many: its tensors take {position} bytes, {dataLength} follow the header."
                + SafetensorsFile.Remedy);
        }
    }

    private static void CheckSize(string filePath, SafetensorsEntry entry)
    {
        var size = SafetensorsEntry.SizeOf(entry.Shape, entry.Type);
        if (entry.Begin < 0 || entry.End < entry.Begin || size != entry.End - entry.Begin)
        {
            var shape = TensorSpecification.Format(entry.Shape);
            throw new CheckpointException(
                filePath,
                $"is broken: {entry.Name} has the shape {shape} in {entry.Type.SafetensorsName()}"
                + $" ({size?.ToString() ?? "too many"} bytes) but lies between {entry.Begin} and {entry.End}."
                + SafetensorsFile.Remedy);
        }
    }
}
