namespace MultimodalEmbeddings.Tokenization;

/// <summary>The merges of a byte-pair model; of equal ones the last counts, as in Python.</summary>
internal sealed class MergeList(string filePath, IReadOnlyDictionary<string, int> vocabulary)
{
    private readonly Dictionary<string, int> _ranks = [];
    private int _count;

    public IReadOnlyList<string> InOrder => [.. _ranks.OrderBy(merge => merge.Value).Select(merge => merge.Key)];

    /// <summary>A merge is <c>"left right"</c> or <c>["left", "right"]</c>.</summary>
    public void Add(JsonPlace merge)
    {
        if (merge.IsText)
        {
            Add(merge.Text());
            return;
        }

        Add([.. merge.Items().Select(part => part.Text())], merge.Name);
    }

    /// <summary><c>"left right"</c>.</summary>
    public void Add(string merge) => Add(merge.Split(' '), $"merge {_count}");

    private void Add(string[] parts, string name)
    {
        if (parts.Length != 2 || parts.Any(part => part.Length == 0 || part.Contains(' ')))
        {
            throw new TokenizerException(
                filePath, $"{name} has to be two tokens without spaces, but is '{string.Join(' ', parts)}'.");
        }

        var missing = parts.Append(parts[0] + parts[1]).FirstOrDefault(token => !vocabulary.ContainsKey(token));
        if (missing is not null)
        {
            throw new TokenizerException(filePath, $"{name} needs the token '{missing}', which is not in the vocabulary.");
        }

        _ranks[$"{parts[0]} {parts[1]}"] = _count++;
    }
}
