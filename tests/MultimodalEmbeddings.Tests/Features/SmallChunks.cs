using System.Buffers.Binary;
using System.IO.Compression;
using MultimodalEmbeddings.Features;

namespace MultimodalEmbeddings.Tests.Features;

/// <summary>A chunked dataset of float32 as HDF5 writes it, with any order of filters.</summary>
/// <param name="Rows">Rows of a chunk.</param>
/// <param name="Columns">Columns of a chunk.</param>
/// <param name="Filters">Deflate (1), shuffle (2), Fletcher-32 (3), in the order in which they are applied.</param>
internal sealed record SmallChunks(int Rows, int Columns, int[] Filters)
{
    private const int OldTree = 3;

    /// <summary>A file with the dataset <c>features</c>, whose chunks a version-1 B-tree finds.</summary>
    /// <param name="values">[rows, columns].</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="columns">The features of each.</param>
    /// <param name="isWritten">Whether a chunk is in the file, by its first row and column.</param>
    public byte[] File(float[] values, int rows, int columns, Func<int, int, bool>? isWritten = null)
    {
        var file = new SmallHdf5();
        List<byte[]> entries = [];
        for (var row = 0; row < rows; row += Rows)
        {
            for (var column = 0; column < columns; column += Columns)
            {
                if (isWritten?.Invoke(row, column) ?? true)
                {
                    var chunk = Encode(Chunk(values, (rows, columns), row, column));
                    entries.Add(SmallHdf5.Numbers(chunk.Length, row, column, 0, file.Add(chunk)));
                }
            }
        }

        byte[] end = new byte[32];
        var tree = file.Add(
        [
            .. "TREE"u8, 1, 0, .. BitConverter.GetBytes((short)entries.Count), .. SmallHdf5.Numbers(-1, -1),
            .. entries.SelectMany(entry => entry), .. end,
        ]);
        byte[] layout = [OldTree, 2, 3, .. SmallHdf5.Numbers(tree), .. Sizes(Rows, Columns, sizeof(float))];
        var dataset = file.AddObject(
            [.. SmallHdf5.Floats(rows, columns), (Hdf5Message.Layout, layout), (Hdf5Message.Filters, Pipeline())]);
        return file.ToArray(file.AddGroup(SmallHdf5.HardLink("features", dataset)));
    }

    private static byte[] Sizes(params int[] sizes) => [.. sizes.SelectMany(BitConverter.GetBytes)];

    private byte[] Pipeline() =>
        [2, (byte)Filters.Length, .. Filters.SelectMany(id => (byte[])[(byte)id, 0, 0, 0, 1, 0, sizeof(float), 0, 0, 0])];

    // Edge chunks are stored whole.
    private byte[] Chunk(float[] values, (int Rows, int Columns) shape, int row, int column)
    {
        var chunk = new float[Rows * Columns];
        for (var i = 0; i < chunk.Length; i++)
        {
            var (r, c) = (row + (i / Columns), column + (i % Columns));
            chunk[i] = r < shape.Rows && c < shape.Columns ? values[(r * shape.Columns) + c] : float.NaN;
        }

        return [.. chunk.SelectMany(BitConverter.GetBytes)];
    }

    private byte[] Encode(byte[] chunk) => Filters.Aggregate(chunk, (bytes, filter) => filter switch
    {
        Hdf5Filter.Deflate => Deflated(bytes),
        Hdf5Filter.Shuffle => Shuffled(bytes),
        _ => [.. bytes, .. Checksum(bytes)],
    });

    private static byte[] Deflated(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var stream = new ZLibStream(target, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return target.ToArray();
    }

    private static byte[] Shuffled(byte[] bytes)
    {
        var whole = bytes.Length / sizeof(float) * sizeof(float);
        return [.. Enumerable.Range(0, whole).Select(i => bytes[(i % (whole / 4) * 4) + (i / (whole / 4))]), .. bytes[whole..]];
    }

    private static byte[] Checksum(byte[] bytes)
    {
        var sum = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Fletcher32.Of(bytes));
        return sum;
    }
}
