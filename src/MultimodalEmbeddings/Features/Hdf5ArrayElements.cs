namespace MultimodalEmbeddings.Features;

/// <summary>The elements of an array that indexes chunks, each with its number.</summary>
/// <param name="file">The file.</param>
/// <param name="elementSize">The bytes of an element.</param>
/// <param name="pageLength">The elements of a page; a block of more is cut into pages, each with a checksum.</param>
internal sealed class Hdf5ArrayElements(Hdf5File file, int elementSize, long pageLength)
{
    /// <summary>How many pages a block has; 0 for one that is not cut.</summary>
    public long PagesOf(long count) => count > pageLength ? (count + pageLength - 1) / pageLength : 0;

    /// <summary>The bytes in which a block says which of its pages were written.</summary>
    public long PageBitsOf(long count) => (PagesOf(count) + 7) / 8;

    /// <param name="block">At its first element.</param>
    /// <param name="first">The number of that element.</param>
    /// <param name="count">How many there are.</param>
    public IEnumerable<(long Number, Hdf5Block Fields)> In(Hdf5Block block, long first, long count)
    {
        for (var i = 0L; i < count; i++)
        {
            var start = block.Position;
            block.Skip(elementSize);
            yield return (first + i, new Hdf5Block(file, block.Bytes.Slice(start, elementSize)));
        }
    }

    /// <param name="address">Where the first page begins.</param>
    /// <param name="first">The number of its first element.</param>
    /// <param name="count">The elements of all pages.</param>
    /// <param name="written">A bit for each page, the highest of a byte first.</param>
    public IEnumerable<(long Number, Hdf5Block Fields)> InPages(
        long address, long first, long count, ReadOnlyMemory<byte> written)
    {
        for (var page = 0L; page < PagesOf(count); page++)
        {
            var inPage = Math.Min(pageLength, count - (page * pageLength));
            if ((written.Span[(int)(page / 8)] & (0x80 >> (int)(page % 8))) == 0)
            {
                continue;
            }

            var start = address + (page * ((pageLength * elementSize) + sizeof(uint)));
            var block = file.Checked(start, (inPage * elementSize) + sizeof(uint));
            foreach (var element in In(block, first + (page * pageLength), inPage))
            {
                yield return element;
            }
        }
    }
}
