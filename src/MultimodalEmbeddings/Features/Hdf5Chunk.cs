namespace MultimodalEmbeddings.Features;

/// <summary>A chunk that was written.</summary>
/// <param name="Start">The indices of its first element.</param>
/// <param name="Address">Where it lies.</param>
/// <param name="Size">The bytes that the file holds for it.</param>
/// <param name="SkippedFilters">Bit i is set where filter i was not applied.</param>
internal sealed record Hdf5Chunk(IReadOnlyList<long> Start, long Address, long Size, uint SkippedFilters);
