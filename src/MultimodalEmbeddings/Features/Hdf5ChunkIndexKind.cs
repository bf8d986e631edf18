namespace MultimodalEmbeddings.Features;

/// <summary>How chunks are found, by the numbers that HDF5 gives.</summary>
internal enum Hdf5ChunkIndexKind
{
    /// <summary>A version-1 B-tree, of the layout's version 3.</summary>
    OldTree = 0,

    /// <summary>There is one.</summary>
    Single = 1,

    /// <summary>They lie one after another.</summary>
    Implicit = 2,

    FixedArray = 3,

    ExtensibleArray = 4,

    /// <summary>A version-2 B-tree.</summary>
    Tree = 5,
}
