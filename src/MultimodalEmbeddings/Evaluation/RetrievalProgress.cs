namespace MultimodalEmbeddings.Evaluation;

/// <summary>How far an evaluation of retrieval is.</summary>
/// <param name="TextsEncoded">Texts that have a vector.</param>
/// <param name="TextsCompared">Texts that are compared with all images.</param>
/// <param name="Texts">Texts altogether.</param>
public sealed record RetrievalProgress(int TextsEncoded, int TextsCompared, int Texts);
