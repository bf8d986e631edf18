namespace MultimodalEmbeddings.Inference;

/// <summary>Neighbouring outputs of a packed matrix.</summary>
/// <param name="Start">The first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct OutputRange(int Start, int Count);
