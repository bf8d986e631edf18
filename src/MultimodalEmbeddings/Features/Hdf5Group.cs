namespace MultimodalEmbeddings.Features;

/// <summary>The links of a group, however they are stored.</summary>
internal static class Hdf5Group
{
    public static IEnumerable<Hdf5Link> Links(Hdf5File file, Hdf5Header header)
    {
        if (header.Find(Hdf5Message.SymbolTable) is { } table)
        {
            return Hdf5SymbolTable.Links(file, table);
        }

        return header.Find(Hdf5Message.LinkInfo) is { } info && HeapOf(info) is var (heap, names) && heap is not null
            ? Dense(file, heap.Value, names)
            : header.All(Hdf5Message.Link).Select(Hdf5Link.Read);
    }

    // Hdf5, section IV.A.2.c.
    private static (long? Heap, long? Names) HeapOf(Hdf5Block info)
    {
        info.Skip(1);   // version
        info.Skip((info.Byte() & 1) != 0 ? 8 : 0);   // the highest creation order
        return (info.Address(), info.Address());
    }

    private static IEnumerable<Hdf5Link> Dense(Hdf5File file, long heapAddress, long? names)
    {
        const int HashLength = 4;
        var heap = new Hdf5FractalHeap(file, heapAddress);
        var tree = new Hdf5Tree(file, names ?? throw file.Broken("a group has links but no index of them"));
        foreach (var record in tree.Records())
        {
            record.Skip(HashLength);
            yield return Hdf5Link.Read(heap.Object(record));
        }
    }
}
