namespace MultimodalEmbeddings.Features;

/// <summary>A block of a heap that holds objects.</summary>
/// <param name="Start">Where it begins in the heap.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Address">Where it lies in the file.</param>
internal readonly record struct Hdf5HeapBlock(long Start, long Size, long Address);
