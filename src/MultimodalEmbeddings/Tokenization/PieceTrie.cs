using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Texts by their UTF-8 bytes, with the id of each.</summary>
/// <remarks>
/// Nodes are numbered level by level, so the children of a node lie side by side, in front of those of the next node: nine bytes
/// for a node, and a step is a search among neighbouring bytes.
/// </remarks>
internal sealed class PieceTrie
{
    public const int Root = 0;

    private const int None = -1;

    private readonly int[] _firstChild;
    private readonly byte[] _labels;
    private readonly int[] _ids;
    private readonly int[] _rootChildren = new int[256];

    public PieceTrie(IReadOnlyDictionary<string, int> ids)
    {
        var keys = new List<Key>(ids.Count);
        keys.AddRange(ids.Select(entry => new Key(Encoding.UTF8.GetBytes(entry.Key), entry.Value)));
        keys.Sort((one, other) => one.Bytes.AsSpan().SequenceCompareTo(other.Bytes));
        var builder = new Builder(keys);
        (_firstChild, _labels, _ids) = (builder.FirstChild, builder.Labels, builder.Ids);
        for (var label = 0; label < _rootChildren.Length; label++)
        {
            _rootChildren[label] = Search(Root, (byte)label);
        }
    }

    /// <returns>The child of a node; negative where it has no such child.</returns>
    public int Child(int node, byte label) => node == Root ? _rootChildren[label] : Search(node, label);

    /// <returns>The id of the text that ends at a node; negative where none does.</returns>
    public int IdAt(int node) => _ids[node];

    /// <returns>The id of a text; negative where it is not there.</returns>
    public int Find(ReadOnlySpan<byte> text)
    {
        var node = Root;
        for (var i = 0; i < text.Length && node >= 0; i++)
        {
            node = Child(node, text[i]);
        }

        return node < 0 ? None : _ids[node];
    }

    private int Search(int node, byte label)
    {
        var first = _firstChild[node];
        var index = _labels.AsSpan(first, _firstChild[node + 1] - first).IndexOf(label);
        return index < 0 ? None : first + index;
    }

    private readonly record struct Key(byte[] Bytes, int Id);

    /// <summary>The keys from one place to another share their first bytes.</summary>
    private readonly record struct Group(int From, int To, int Depth);

    private sealed class Builder
    {
        private readonly List<Key> _keys;
        private readonly Queue<Group> _open = [];
        private int _expanded;
        private int _added;

        public Builder(List<Key> sorted)
        {
            _keys = sorted;
            var count = CountNodes(sorted);
            (FirstChild, Labels, Ids) = (new int[count + 1], new byte[count], new int[count]);
            Add(0, new Group(0, sorted.Count, 0));
            while (_open.TryDequeue(out var group))
            {
                Expand(group);
            }

            FirstChild[_expanded] = _added;
        }

        public int[] FirstChild { get; }

        public byte[] Labels { get; }

        public int[] Ids { get; }

        /// <summary>The root, and what each key does not share with the one before.</summary>
        private static int CountNodes(List<Key> sorted)
        {
            var (count, last) = (1, Array.Empty<byte>());
            foreach (var (bytes, _) in sorted)
            {
                count += bytes.Length - bytes.AsSpan().CommonPrefixLength(last);
                last = bytes;
            }

            return count;
        }

        private void Expand(Group group)
        {
            FirstChild[_expanded++] = _added;
            var from = _keys[group.From].Bytes.Length == group.Depth ? group.From + 1 : group.From;
            while (from < group.To)
            {
                var label = _keys[from].Bytes[group.Depth];
                var to = from + 1;
                while (to < group.To && _keys[to].Bytes[group.Depth] == label)
                {
                    to++;
                }

                Add(label, new Group(from, to, group.Depth + 1));
                from = to;
            }
        }

        private void Add(byte label, Group group)
        {
            var first = _keys[group.From];
            Labels[_added] = label;
            Ids[_added++] = first.Bytes.Length == group.Depth ? first.Id : None;
            _open.Enqueue(group);
        }
    }
}
