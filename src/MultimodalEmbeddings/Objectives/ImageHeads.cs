using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Objectives;

/// <summary>The two heads of a captioned corpus.</summary>
/// <param name="Grounding">
/// g_s: [batch, hidden] → [batch, shared], from the embedding itself, not from what the text head makes of it.
/// </param>
/// <param name="Visual">g_v: [batch, features] → [batch, shared].</param>
internal sealed record ImageHeads(DenseTanh Grounding, VisualHead Visual);
