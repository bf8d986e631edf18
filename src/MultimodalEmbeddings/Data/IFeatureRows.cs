namespace MultimodalEmbeddings.Data;

/// <summary>Rows of features that are read when they are asked for. Safe for concurrent use.</summary>
internal interface IFeatureRows : IDisposable
{
    int Rows { get; }

    /// <summary>The features of each row, at least 1.</summary>
    int Columns { get; }

    /// <summary>Reads rows that follow each other.</summary>
    /// <param name="first">The first of them, counted from 0.</param>
    /// <param name="destination">Receives [rows, columns], as many whole rows as it is long; they must be there.</param>
    void Read(int first, Span<float> destination);
}
