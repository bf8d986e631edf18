namespace MultimodalEmbeddings.Tokenization;

/// <summary>A piece of a unigram model; its place in the list is its id.</summary>
/// <param name="Text">The characters that it stands for.</param>
/// <param name="Score">The logarithm of its probability.</param>
internal readonly record struct UnigramPiece(string Text, double Score);
