using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>The features in an NPY file.</summary>
internal static class NpyFeatures
{
    /// <param name="file">The file; owned by the rows.</param>
    /// <param name="dataset">Must be null: the one array has no name.</param>
    public static IFeatureRows Open(MappedFile file, string? dataset)
    {
        if (dataset is not null)
        {
            throw new CheckpointException(
                file.FilePath,
                $"is an NPY file, whose one array has no name: not {DatasetName.Shown(dataset)}. Load it without a name.");
        }

        using var stream = InputFile.Open(file.FilePath);
        var (header, start) = NpyPreamble.Read(file.FilePath, stream);
        var shape = FeatureShape.Of(file.FilePath, header.Dimensions);
        FileRows.RequireRows(file, start, header.Type, shape);
        return header.IsColumnMajor
            ? InRowOrder(file, stream, header, shape)
            : new FileRows(file, start, header.Type, shape);
    }

    private static MemoryRows InRowOrder(MappedFile file, FileStream stream, NpyHeader header, FeatureShape shape)
    {
        using (file)
        {
            shape.RequireMemory(file, header.Type.Size);
            var values = new float[shape.Length];
            NpyNumbers.Read(stream, header, shape, values);
            return new MemoryRows(values, shape);
        }
    }
}
