using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Features;

namespace MultimodalEmbeddings;

/// <summary>Files of image features: HDF5, NPY, NPZ and safetensors.</summary>
/// <remarks>
/// A file is told by its first bytes. Floating-point numbers of 2, 4 and 8 bytes, bfloat16 and integers are read, in either byte
/// order, rounded to the nearest float32; axes of length 1 beyond the first are dropped, so that [images, 1, features] does. HDF5
/// may be contiguous, compact or chunked, with deflate, shuffle and Fletcher-32, in every version of the format; links, raw data
/// and virtual datasets in other files are refused, and no other file is opened. Pickled arrays are refused, and nothing is run.
/// </remarks>
public static class FeatureFile
{
    /// <summary>Reads the matrix <c>features</c> of a file, or the only one, [images, features].</summary>
    /// <inheritdoc cref="Load(string, string)"/>
    public static FeatureMatrix Load(string path) => Read(path, dataset: null);

    /// <summary>Reads a matrix of a file, [images, features].</summary>
    /// <remarks>
    /// A matrix of up to 256 MB (as float32) is read into memory and checked for NaN and infinity at once. A larger one stays in
    /// its file if its rows lie there one after another (HDF5 without chunks, NPY in C order, NPZ of <c>numpy.savez</c>,
    /// safetensors): rows are read when they are asked for, each is checked whenever it is read, and the file must stay as it is;
    /// it is closed when the matrix is collected. All else, such as compressed features, is unpacked into memory and checked at
    /// once: 8.2 GB for 1,000,000 rows of 2,048.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="dataset">The name of the array in it; in HDF5 a path such as <c>flickr/train/features</c>.</param>
    /// <exception cref="CheckpointException">
    /// The file is missing or broken, holds no such matrix, or a number in it is NaN or infinite: the message names the rows.
    /// </exception>
    public static FeatureMatrix Load(string path, string dataset)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataset);
        return Read(path, dataset);
    }

    /// <summary>
    /// Writes a matrix as float32 under the name <c>features</c>, so that the path names the old file or all of the new.
    /// </summary>
    /// <param name="path">
    /// What it ends in says what is written: <c>.safetensors</c>, or <c>.h5</c> or <c>.hdf5</c>, which h5py and every HDF5
    /// library read. A file there is replaced.
    /// </param>
    /// <param name="features">[images, features]; read row by row.</param>
    /// <exception cref="ArgumentException">The path ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, FeatureMatrix features)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(features);

        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".SAFETENSORS":
                SafetensorsWriter.Write(path, [Tensor(features)]);
                break;
            case ".H5" or ".HDF5":
                AtomicFile.Write(path, stream => Hdf5Writer.Write(stream, features));
                break;
            default:
                throw new ArgumentException(
                    $"{path} ends in none of .safetensors, .h5 and .hdf5; features are written as one of them.", nameof(path));
        }
    }

    private static TensorToWrite Tensor(FeatureMatrix features) => new(
        DatasetName.Default,
        [features.Rows, features.Columns],
        ElementType.Float32,
        stream => FeatureRows.Write(stream, features));

    private static FeatureMatrix Read(string path, string? dataset)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);

        var rows = FeatureSource.Open(path, dataset);
        if (rows is not MemoryRows && (long)rows.Rows * rows.Columns * sizeof(float) > FeatureRows.MaximumLoaded)
        {
            return new FeatureMatrix(new FiniteRows(path, rows));
        }

        using (rows)
        {
            var values = FeatureRows.Load(rows);
            FiniteRows.Require(path, values, rows.Columns);
            return new FeatureMatrix(values, rows.Rows, rows.Columns);
        }
    }
}
