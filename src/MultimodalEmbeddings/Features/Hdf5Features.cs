using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>The features in an HDF5 file. No other file is ever opened.</summary>
internal static class Hdf5Features
{
    /// <param name="content">The file; owned by the rows.</param>
    /// <param name="start">Where its superblock begins.</param>
    /// <param name="name">The dataset's path; null for <c>features</c> or the only one.</param>
    public static IFeatureRows Open(MappedFile content, long start, string? name)
    {
        var file = new Hdf5File(content, start, Hdf5Superblock.Read(content, start));
        var dataset = Hdf5Dataset.Read(file, Find(file, name));
        if (dataset.Layout is { Kind: Hdf5LayoutKind.Contiguous, Address: { } address })
        {
            return new FileRows(content, file.Position(address), dataset.Type, dataset.Shape);
        }

        using (content)
        {
            dataset.Shape.RequireMemory(content, dataset.Type.Size);
            var values = new float[dataset.Shape.Length];
            Read(file, dataset, values);
            return new MemoryRows(values, dataset.Shape);
        }
    }

    private static Hdf5Header Find(Hdf5File file, string? name)
    {
        var header = Hdf5Path.Find(file, name ?? DatasetName.Default);
        if (header is null)
        {
            var names = Hdf5Path.Datasets(file);
            header = Hdf5Path.Find(file, DatasetName.Choose(file.Path, name, names));
        }

        return header is { IsDataset: true }
            ? header
            : throw DatasetName.Missing(file.Path, name, Hdf5Path.Datasets(file));
    }

    private static void Read(Hdf5File file, Hdf5Dataset dataset, float[] values)
    {
        if (dataset.Layout.Kind == Hdf5LayoutKind.Compact)
        {
            var size = dataset.Shape.Length * dataset.Type.Size;
            var bytes = dataset.Layout.Compact.Length >= size
                ? dataset.Layout.Compact[..(int)size]
                : throw file.Broken($"a dataset of {dataset.Shape.Length} values has {dataset.Layout.Compact.Length} bytes");
            NumberConversion.Convert(bytes.Span, dataset.Type, values);
            return;
        }

        values.AsSpan().Fill(dataset.Fill);
        Hdf5Chunks.Read(file, dataset, values);
    }
}
