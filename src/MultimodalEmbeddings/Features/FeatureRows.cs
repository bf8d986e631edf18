using System.Runtime.InteropServices;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>All rows of features, from a file into memory and from a matrix into a file.</summary>
internal static class FeatureRows
{
    /// <summary>
    /// The bytes, as float32, of the largest matrix that is loaded where its rows could stay in their file: 29,783 images of
    /// 2,048 features are 244 MB.
    /// </summary>
    public const long MaximumLoaded = 1 << 28;

    public static float[] Load(IFeatureRows rows)
    {
        if (rows is MemoryRows loaded)
        {
            return loaded.Values;
        }

        var values = new float[(long)rows.Rows * rows.Columns];
        rows.Read(0, values);
        return values;
    }

    /// <summary>Writes little-endian float32, row by row.</summary>
    public static void Write(Stream stream, FeatureMatrix features)
    {
        var row = new float[features.Columns];
        for (var i = 0; i < features.Rows; i++)
        {
            features.CopyRow(i, row);
            stream.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }
    }
}
