namespace MultimodalEmbeddings.Features;

/// <summary>How a dataset's values lie, by the numbers that HDF5 gives.</summary>
internal enum Hdf5LayoutKind
{
    /// <summary>In the object's header.</summary>
    Compact = 0,

    /// <summary>One after another.</summary>
    Contiguous = 1,

    /// <summary>In blocks of one shape, which an index finds.</summary>
    Chunked = 2,

    /// <summary>In other datasets.</summary>
    Virtual = 3,
}
