namespace MultimodalEmbeddings.Data;

/// <summary>How much there is to draw from.</summary>
/// <param name="Texts">Sentences, or triplets, of each corpus without images.</param>
/// <param name="Captions">Captions of each captioned corpus.</param>
internal sealed record CorpusSizes(IReadOnlyList<int> Texts, IReadOnlyList<int> Captions);
