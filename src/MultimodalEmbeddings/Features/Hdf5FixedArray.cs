namespace MultimodalEmbeddings.Features;

/// <summary>The index of a dataset that cannot grow: one element for each chunk.</summary>
/// <remarks>Hdf5, appendix VII.C.</remarks>
internal sealed class Hdf5FixedArray
{
    private const int MaximumPageBits = 30;

    private readonly Hdf5File _file;
    private readonly Hdf5ArrayElements _elements;
    private readonly int _elementSize;
    private readonly long _count;
    private readonly long? _block;

    public Hdf5FixedArray(Hdf5File file, long address)
    {
        _file = file;
        var header = file.Checked(address, 12 + file.Superblock.LengthSize + file.Superblock.OffsetSize);
        header.Expect("FAHD"u8);
        header.Skip(2);   // version, client
        _elementSize = header.Byte();
        var pageBits = header.Byte();
        _count = header.Length();
        _block = header.Address();
        if (_elementSize == 0 || pageBits > MaximumPageBits || _count > file.Length / _elementSize)
        {
            throw file.Broken($"an array of {_count} elements of {_elementSize} bytes does not lie in it");
        }

        _elements = new Hdf5ArrayElements(file, _elementSize, 1L << pageBits);
    }

    public IEnumerable<(long Number, Hdf5Block Fields)> Elements() => _block is { } address ? InBlock(address) : [];

    private IEnumerable<(long Number, Hdf5Block Fields)> InBlock(long address)
    {
        var prefix = 6 + _file.Superblock.OffsetSize;   // signature, version, client, address of the header
        var isPaged = _elements.PagesOf(_count) > 0;
        var length = prefix + (isPaged ? _elements.PageBitsOf(_count) : _count * _elementSize) + sizeof(uint);
        var block = _file.Checked(address, length);
        block.Expect("FADB"u8);
        block.Skip(prefix - block.Position);
        return isPaged
            ? _elements.InPages(address + length, 0, _count, block.Bytes[block.Position..])
            : _elements.In(block, 0, _count);
    }
}
