namespace MultimodalEmbeddings.Data;

/// <summary>All data of a training run.</summary>
/// <param name="Texts">Corpora without images.</param>
/// <param name="Captioned">Corpora of captions with the features of their images.</param>
internal sealed record Corpora(IReadOnlyList<ICorpus> Texts, IReadOnlyList<CaptionedImages> Captioned)
{
    public CorpusSizes Sizes => new([.. Texts.Select(corpus => corpus.Count)], [.. Captioned.Select(corpus => corpus.Count)]);
}
