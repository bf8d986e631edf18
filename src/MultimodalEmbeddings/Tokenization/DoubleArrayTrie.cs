using System.Buffers.Binary;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>A trie in the units of Darts-clone: keys of bytes without zero, values of 31 bits.</summary>
/// <remarks>
/// A unit holds its label in the lowest byte (bit 31 marks values, which are no nodes), a flag for "a key ends here" in bit 8,
/// and in the other bits the distance to its children, which bit 9 scales by 256. Places are combined by exclusive or.
/// </remarks>
internal sealed class DoubleArrayTrie
{
    public const int UnitLength = sizeof(uint);

    private const uint ValueMask = 0x7FFFFFFF;
    private const uint LabelMask = 0x800000FF;

    private readonly uint[] _units;

    /// <param name="bytes">Whole units, little-endian, at least one.</param>
    public DoubleArrayTrie(ReadOnlySpan<byte> bytes)
    {
        _units = new uint[bytes.Length / UnitLength];
        for (var i = 0; i < _units.Length; i++)
        {
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * UnitLength)..]);
        }
    }

    /// <summary>The value of the shortest key that the text begins with.</summary>
    public int? FindShortest(ReadOnlySpan<byte> text)
    {
        var children = Children(0);
        foreach (var label in text)
        {
            var place = children ^ label;
            if (!IsChild(place, label))
            {
                return null;
            }

            children = place ^ Children(place);
            if (EndsKey(place))
            {
                return ValueAt(children);
            }
        }

        return null;
    }

    /// <summary>All values that keys lead to; some may come more than once.</summary>
    public IEnumerable<int> Values()
    {
        var open = new Stack<uint>([Children(0)]);
        var seen = new HashSet<uint>(open);
        while (open.TryPop(out var children))
        {
            foreach (var (place, next) in Nodes(children))
            {
                if (EndsKey(place) && ValueAt(next) is { } value)
                {
                    yield return value;
                }

                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }
    }

    private IEnumerable<(uint Place, uint Children)> Nodes(uint children)
    {
        for (uint label = 1; label <= byte.MaxValue; label++)
        {
            var place = children ^ label;
            if (IsChild(place, label))
            {
                yield return (place, place ^ Children(place));
            }
        }
    }

    private bool IsChild(uint place, uint label) =>
        label != 0 && place < (uint)_units.Length && (_units[place] & LabelMask) == label;

    private bool EndsKey(uint place) => (_units[place] & 0x100) != 0;

    private uint Children(uint place)
    {
        var unit = _units[place];
        return (unit >> 10) << (int)((unit & 0x200) >> 6);
    }

    private int? ValueAt(uint place) => place < (uint)_units.Length ? (int)(_units[place] & ValueMask) : null;
}
