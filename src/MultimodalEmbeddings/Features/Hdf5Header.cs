namespace MultimodalEmbeddings.Features;

/// <summary>The header of an object: a list of messages, from which it is seen whether it is a group or a dataset.</summary>
/// <remarks>Hdf5, section IV.A.1, versions 1 and 2.</remarks>
internal sealed class Hdf5Header
{
    private const int PrefixLength = 16; // of version 1, and enough to see that of version 2
    private const int SharedFlag = 2;

    private readonly Hdf5File _file;
    private readonly List<Hdf5Message> _messages = [];
    private readonly Queue<(long Address, long Length)> _blocks = new();
    private readonly HashSet<long> _seen = [];
    private readonly bool _isOld;
    private bool _hasOrder;

    public Hdf5Header(Hdf5File file, long address)
    {
        _file = file;
        var start = file.Block(address, Math.Min(PrefixLength, file.Length - address));
        _isOld = !start.Bytes.Span.StartsWith("OHDR"u8);
        if (_isOld)
        {
            ReadOld(start, address);
        }
        else
        {
            ReadNew(start, address);
        }

        while (_blocks.TryDequeue(out var block))
        {
            ReadContinuation(block.Address, block.Length);
        }
    }

    public bool IsDataset => Find(Hdf5Message.Dataspace) is not null && Find(Hdf5Message.Layout) is not null;

    public bool IsGroup => Find(Hdf5Message.SymbolTable) is not null || Find(Hdf5Message.LinkInfo) is not null;

    public IEnumerable<Hdf5Block> All(int type) =>
        _messages.Where(message => message.Type == type).Select(message => new Hdf5Block(_file, message.Bytes));

    /// <summary>The first message of a type; null where there is none.</summary>
    public Hdf5Block? Find(int type) => _messages.Find(message => message.Type == type) switch
    {
        null => null,
        { IsShared: false, Bytes: var bytes } => new Hdf5Block(_file, bytes),
        _ => throw _file.Unsupported($"holds a dataset of a named or shared type (message {type}), which is not read"),
    };

    public Hdf5Block Require(int type) => Find(type) ?? throw _file.Broken($"an object lacks the message {type}");

    private void ReadOld(Hdf5Block start, long address)
    {
        if (start.Byte() != 1)
        {
            throw _file.Broken($"it has no object header at address {address}");
        }

        start.Skip(7);   // reserved, count of messages, count of references
        _blocks.Enqueue((address + PrefixLength, start.UInt32()));
    }

    private void ReadNew(Hdf5Block start, long address)
    {
        start.Expect("OHDR"u8);
        var version = start.Byte();
        var flags = start.Byte();
        var fields = start.Position + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);   // times, limits
        var sizeLength = 1 << (flags & 3);
        var prefix = fields + sizeLength;
        if (version != 2)
        {
            throw _file.Broken($"it has an object header of version {version}");
        }

        var sizes = _file.Block(address, prefix);
        sizes.Skip(fields);
        var size = sizes.Count(sizeLength);
        _hasOrder = (flags & 4) != 0;
        var block = _file.Checked(address, prefix + Math.Min(size, _file.Length) + sizeof(uint));
        block.Skip(prefix);
        ReadMessages(block);
    }

    private void ReadContinuation(long address, long length)
    {
        var block = _isOld ? _file.Block(address, length) : _file.Checked(address, length);
        if (!_isOld)
        {
            block.Expect("OCHK"u8);
        }

        ReadMessages(block);
    }

    private void ReadMessages(Hdf5Block block)
    {
        var prefix = _isOld ? 8 : _hasOrder ? 6 : 4;
        while (block.Remaining >= prefix)
        {
            var type = _isOld ? block.UInt16() : block.Byte();
            var size = block.UInt16();
            var flags = block.Byte();
            block.Skip(_isOld ? 3 : _hasOrder ? 2 : 0);
            var start = block.Position;
            block.Skip(size);
            Add(new Hdf5Message(type, (flags & SharedFlag) != 0, block.Bytes.Slice(start, size)));
        }
    }

    private void Add(Hdf5Message message)
    {
        if (message.Type == Hdf5Message.Continuation)
        {
            var body = new Hdf5Block(_file, message.Bytes);
            var address = body.RequiredAddress();
            _blocks.Enqueue(_seen.Add(address)
                ? (address, body.Length())
                : throw _file.Broken($"an object header continues twice at address {address}"));
        }
        else
        {
            _messages.Add(message);
        }
    }
}
