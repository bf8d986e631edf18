namespace MultimodalEmbeddings.Data;

/// <summary>A row of a table of captions.</summary>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Columns">Its columns, without white space around them.</param>
internal sealed record CaptionRow(int Line, string[] Columns)
{
    /// <summary>What is wrong with the row as such; null where nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>The row as a message can hold it.</summary>
    public string Quote() => CaptionText.Quote(string.Join(" | ", Columns));
}
