namespace MultimodalEmbeddings;

/// <summary>One entry of an <see cref="EmbeddingIndex"/> that is near a query.</summary>
/// <param name="Index">Which entry: the place of its sentence or row, counted from 0.</param>
/// <param name="Score">The cosine of its embedding and the query's, between -1 and 1; 0 if one is the zero vector.</param>
public readonly record struct Neighbour(int Index, float Score);
