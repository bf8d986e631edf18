using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>A sentence encoder with a text before every sentence; it has no weights of its own.</summary>
internal sealed class PromptedEncoder : ISentenceEncoder
{
    // Sentences are tokenised and sorted in windows, so that memory does not grow with their number.
    private const int Window = 8192;

    private readonly SentenceEncoder _encoder;
    private readonly SentenceText _text;
    private readonly PoolingRule _rule;

    public PromptedEncoder(SentenceEncoder encoder, string prompt)
    {
        _encoder = encoder;
        _text = encoder.TextWith(prompt);
        _rule = encoder.RuleFor(_text, encoder.MaximumTokens);
    }

    public int Dimension => _encoder.Dimension;

    public void Encode(
        IReadOnlyList<string> sentences,
        Memory<float> embeddings,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        if (embeddings.Length != (long)sentences.Count * Dimension)
        {
            throw new ArgumentException(
                $"{sentences.Count} embeddings of dimension {Dimension} need room for {(long)sentences.Count * Dimension} " +
                $"floats; there is room for {embeddings.Length}.", nameof(embeddings));
        }

        for (var start = 0; start < sentences.Count; start += Window)
        {
            var count = Math.Min(Window, sentences.Count - start);
            var done = start;
            var tokens = Tokenize(sentences, start, count);
            var rows = embeddings.Slice(start * Dimension, count * Dimension);
            foreach (var batch in BatchPlan.Cut([.. tokens.Select(ids => ids.Length)]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                EncodeBatch(tokens, batch, rows.Span);
                progress?.Report(done += batch.Length);
            }
        }
    }

    private int[][] Tokenize(IReadOnlyList<string> sentences, int start, int count)
    {
        var tokens = new int[count][];
        for (var i = 0; i < count; i++)
        {
            var sentence = sentences[start + i]
                ?? throw new ArgumentException($"Sentence {start + i} is null.", nameof(sentences));
            tokens[i] = _encoder.Tokenizer.Encode(_text.Of(sentence), _encoder.MaximumTokens);
        }

        return tokens;
    }

    private void EncodeBatch(int[][] tokens, int[] batch, Span<float> rows)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var padded = TokenBatch.Create([.. batch.Select(index => tokens[index])], _encoder.Tokenizer.PaddingId);
        var embeddings = _encoder.Embed(_rule, padded); // [batch, dimension]
        var values = ParameterMemory.Of(embeddings.contiguous());
        for (var row = 0; row < batch.Length; row++)
        {
            values.Slice(row * Dimension, Dimension).CopyTo(rows[(batch[row] * Dimension)..]);
        }
    }
}
