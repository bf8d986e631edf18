using System.Buffers.Binary;
using System.Text;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>Writes a character map as SentencePiece compiles it: a double array in the units of Darts-clone, and texts.</summary>
internal static class SmallCharacterMap
{
    private const uint EndsKey = 0x100;
    private const uint IsValue = 0x80000000;

    public static byte[] Bytes(IReadOnlyList<(string From, string To)> rules)
    {
        var texts = new List<byte>();
        var values = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (from, to) in rules)
        {
            values.Add(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(from)), texts.Count);
            texts.AddRange([.. Encoding.UTF8.GetBytes(to), 0]);
        }

        var units = new Dictionary<uint, uint>();
        Place(units, values, "", 0);
        var table = new byte[4 * (units.Keys.Max() / 256 + 1) * 256];
        foreach (var (place, unit) in units)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(4 * (int)place), unit);
        }

        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, table.Length);
        return [.. size, .. table, .. texts];
    }

    /// <summary>Puts the node of a prefix at a place, and its children where all of theirs are free.</summary>
    private static void Place(
        Dictionary<uint, uint> units, SortedDictionary<string, int> values, string prefix, uint place)
    {
        units[place] = prefix.Length == 0 ? 0u : prefix[^1];
        var below = values.Keys.Where(key => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.Ordinal));
        var labels = below.Select(key => (uint)key[prefix.Length]).Distinct().ToArray();
        var endsHere = values.TryGetValue(prefix, out var value);
        uint[] wanted = endsHere ? [0, .. labels] : labels;
        var offset = Enumerable.Range(1, 4000).Select(number => (uint)number)
            .First(offset => wanted.All(child => (place ^ offset ^ child) != 0 && !units.ContainsKey(place ^ offset ^ child)));
        units[place] |= (offset << 10) | (endsHere ? EndsKey : 0);
        foreach (var child in wanted)
        {
            units[place ^ offset ^ child] = child;
        }

        if (endsHere)
        {
            units[place ^ offset] = IsValue | (uint)value;
        }

        foreach (var child in labels)
        {
            Place(units, values, prefix + (char)child, place ^ offset ^ child);
        }
    }
}
