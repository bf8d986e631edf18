using System.Buffers.Binary;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>The features in a safetensors file.</summary>
internal static class SafetensorsFeatures
{
    /// <param name="file">The file; owned by the rows.</param>
    /// <param name="dataset">The tensor's name; null for <c>features</c> or the only one.</param>
    public static IFeatureRows Open(MappedFile file, string? dataset)
    {
        var headerLength = ReadHeaderLength(file);
        using var json = headerLength > 0 ? file.Map(SafetensorsFile.LengthFieldSize, headerLength) : default;
        var dataStart = SafetensorsFile.LengthFieldSize + headerLength;
        var header = SafetensorsHeader.Parse(file.FilePath, json.Bytes, file.Length - dataStart);
        var entries = header.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var entry = entries[DatasetName.Choose(file.FilePath, dataset, [.. entries.Keys])];
        return new FileRows(file, dataStart + entry.Begin, Type(file, entry), FeatureShape.Of(file.FilePath, entry.Shape));
    }

    private static int ReadHeaderLength(MappedFile file)
    {
        var start = file.Read(0, (int)Math.Min(file.Length, FileStart.Length));
        var limit = Math.Min(SafetensorsFile.MaximumHeaderLength, file.Length - SafetensorsFile.LengthFieldSize);
        if (limit >= 0 && BinaryPrimitives.ReadUInt64LittleEndian(start) <= (ulong)limit)
        {
            return (int)BinaryPrimitives.ReadUInt64LittleEndian(start);
        }

        throw new CheckpointException(
            file.FilePath,
            "is no file of features (HDF5, NPY, NPZ or safetensors): it "
            + (FileStart.Describe(start) ?? $"begins like none of them, or is cut short.{SafetensorsFile.Remedy}"));
    }

    private static NumberType Type(MappedFile file, SafetensorsEntry entry) => entry.Type switch
    {
        ElementType.Float16 or ElementType.Float32 or ElementType.Float64 => new(NumberKind.Float, entry.Type.SizeInBytes()),
        ElementType.BFloat16 => new(NumberKind.BrainFloat, entry.Type.SizeInBytes()),
        ElementType.Int8 or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 =>
            new(NumberKind.Signed, entry.Type.SizeInBytes()),
        ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 =>
            new(NumberKind.Unsigned, entry.Type.SizeInBytes()),
        _ => throw new CheckpointException(
            file.FilePath, $"holds {entry.Name} as {entry.Type.SafetensorsName()}, which are no features. Save them as F32."),
    };
}
