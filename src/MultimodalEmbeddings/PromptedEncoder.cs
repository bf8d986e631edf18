namespace MultimodalEmbeddings;

/// <summary>A sentence encoder with a text before every sentence; it has no weights of its own.</summary>
internal sealed class PromptedEncoder : ISentenceEncoder
{
    private readonly SentenceEncoder _encoder;
    private readonly SentenceBatches _batches;

    public PromptedEncoder(SentenceEncoder encoder, string prompt)
    {
        _encoder = encoder;
        var text = encoder.TextWith(prompt);
        var rule = encoder.RuleFor(text, encoder.MaximumTokens);
        _batches = new SentenceBatches(encoder.Dimension, new BatchWork(
            sentence => encoder.Tokenizer.Encode(text.Of(sentence), encoder.MaximumTokens) is [_, ..] and var ids
                ? ids
                : [encoder.Tokenizer.PaddingId], // an empty text where the tokenizer adds no special tokens
            lengths => encoder.Model.Cut(lengths),
            (tokens, rows) => encoder.Embed(rule, tokens, rows),
            encoder.Options.Threads));
    }

    public int Dimension => _encoder.Dimension;

    public void Encode(
        IReadOnlyList<string> sentences,
        Memory<float> embeddings,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default) =>
        _batches.Encode(sentences, embeddings, progress, cancellationToken);
}
