namespace MultimodalEmbeddings.Data;

/// <summary>A caption and the image that it is trained with.</summary>
/// <param name="Caption">The caption's number, from 0.</param>
/// <param name="Row">The row of features.</param>
internal readonly record struct ImagePair(int Caption, int Row);
