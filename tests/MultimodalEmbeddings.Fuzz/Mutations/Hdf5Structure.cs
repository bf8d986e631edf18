namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>A block of an HDF5 file that holds structure.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its bytes, without the checksum; of a block without one, as many as it may have.</param>
/// <param name="IsChecked">Whether a checksum follows.</param>
internal readonly record struct Hdf5Structure(int Start, int Length, bool IsChecked);
