namespace MultimodalEmbeddings.Data;

/// <summary>The first row of a table: the names of its columns.</summary>
/// <param name="Names">The names, in any case.</param>
internal sealed record CaptionHeader(params string[] Names)
{
    public bool IsIn(CaptionRow row) => row.Columns.SequenceEqual(Names, StringComparer.OrdinalIgnoreCase);

    /// <returns>The rows after the header.</returns>
    /// <remarks>Another row in its place is a problem: to take a caption for a header would lose it without a word.</remarks>
    public IEnumerable<CaptionRow> Skip(IEnumerable<CaptionRow> rows, CaptionProblemLog problems)
    {
        using var reader = rows.GetEnumerator();
        var first = reader.MoveNext() ? reader.Current : null;
        if (first is null || !IsIn(first))
        {
            var names = string.Join(" and ", Names.Select(CaptionText.Quote));
            var found = first?.Quote() ?? "nothing";
            problems.Skip<CaptionRow>(first?.Line ?? 1, $"expected a header that names {names}, found {found}");
        }

        while (reader.MoveNext())
        {
            yield return reader.Current;
        }
    }
}
