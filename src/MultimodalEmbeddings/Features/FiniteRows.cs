using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>Rows of a file in which every number must be finite: a row is checked whenever it is read.</summary>
internal sealed class FiniteRows(string filePath, IFeatureRows rows) : IFeatureRows
{
    private const int MaximumShown = 5;

    public int Rows => rows.Rows;

    public int Columns => rows.Columns;

    public void Read(int first, Span<float> destination)
    {
        rows.Read(first, destination);
        Require(filePath, destination, Columns, first);
    }

    public void Dispose() => rows.Dispose();

    /// <param name="filePath">For the message.</param>
    /// <param name="values">[rows, columns].</param>
    /// <param name="columns">The features of a row.</param>
    /// <param name="first">The number of the first row.</param>
    /// <exception cref="CheckpointException">A number is NaN or infinite; the message names the rows.</exception>
    public static void Require(string filePath, ReadOnlySpan<float> values, int columns, int first = 0)
    {
        if (FeatureMatrix.FindNotFinite(values) is not { } place)
        {
            return;
        }

        var rows = new List<int>();
        for (var row = place / columns; row < values.Length / columns && rows.Count <= MaximumShown; row++)
        {
            if (FeatureMatrix.FindNotFinite(values.Slice(row * columns, columns)) is not null)
            {
                rows.Add(first + row);
            }
        }

        var others = rows.Count > 1
            ? $" Such rows are {string.Join(", ", rows.Take(MaximumShown))}{(rows.Count > MaximumShown ? " and others" : "")}."
            : "";
        throw new CheckpointException(
            filePath,
            $"holds {values[place]} in row {first + (place / columns)}, column {place % columns}; expected finite numbers."
            + $"{others} Extract the features of these images again.");
    }
}
