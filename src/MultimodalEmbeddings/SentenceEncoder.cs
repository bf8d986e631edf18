using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>
/// A sentence encoder of the BERT line: loaded, or created untrained; trained by a trainer; saved as Python's libraries read
/// it.
/// </summary>
/// <remarks>
/// Safe for calls from many threads. An embedding does not depend on the other sentences of a call (to 1e-6). While an encoder is
/// being trained it goes on encoding with the weights it had.
/// </remarks>
public sealed class SentenceEncoder : ISentenceEncoder, IDisposable
{
    // Sentences are tokenised and sorted in windows, so that memory does not grow with their number.
    private const int Window = 8192;

    private readonly ReaderWriterLockSlim _access = new();
    private readonly ITextTokenizer _tokenizer;
    private TransformerModel _model;
    private bool _disposed;

    internal SentenceEncoder(TransformerModel model, ITextTokenizer tokenizer, EncodingOptions options)
    {
        (_model, _tokenizer, Options) = (model, tokenizer, options);
        Dimension = model.Configuration.HiddenSize;
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <summary>How tokens become one vector.</summary>
    public Pooling Pooling => Options.Pooling;

    /// <summary>Longer sentences are cut to this many tokens, special tokens included.</summary>
    public int MaximumTokens => Options.MaximumTokens;

    /// <summary>Whether embeddings have length 1.</summary>
    public bool Normalizes => Options.Normalize;

    internal EncodingOptions Options { get; }

    internal ITextTokenizer Tokenizer => _tokenizer;

    internal TransformerModel Model => _model;

    /// <summary>Loads a directory as Hugging Face, sentence-transformers or <see cref="Save"/> writes it.</summary>
    /// <param name="directory">Holds config.json, model.safetensors and the tokenizer's files.</param>
    /// <exception cref="CheckpointException">A file is missing, broken, or does not fit the others.</exception>
    /// <exception cref="TokenizerException">The same for the tokenizer's files.</exception>
    /// <exception cref="Runtime.NativeBackendException">The application has no libtorch.</exception>
    public static SentenceEncoder Load(string directory) => From(directory).Build();

    /// <summary>Starts to configure an encoder from a directory.</summary>
    public static SentenceEncoderBuilder From(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return new SentenceEncoderBuilder(new DirectorySource(directory));
    }

    /// <summary>Creates an untrained encoder that lower-cases its text.</summary>
    /// <param name="configuration">Its sizes; of model type "bert".</param>
    /// <param name="vocabulary">WordPiece entries in the order of their ids, [PAD], [UNK], [CLS] and [SEP] among them.</param>
    /// <param name="seed">Sets the weights.</param>
    /// <exception cref="ArgumentException">
    /// The configuration is not sound, or the vocabulary has another size than it says.
    /// </exception>
    /// <exception cref="TokenizerException">An entry is missing, doubled, empty, or cannot be a line of vocab.txt.</exception>
    public static SentenceEncoder Create(EncoderConfiguration configuration, IReadOnlyList<string> vocabulary, int seed) =>
        From(configuration, vocabulary, seed).Build();

    /// <summary>Starts to configure an untrained encoder.</summary>
    /// <inheritdoc cref="Create" path="/param"/>
    public static SentenceEncoderBuilder From(EncoderConfiguration configuration, IReadOnlyList<string> vocabulary, int seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new SentenceEncoderBuilder(new UntrainedSource(configuration, vocabulary, seed));
    }

    /// <inheritdoc/>
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

    /// <summary>
    /// Writes the encoder into a directory that <see cref="Load"/> and Python's transformers and sentence-transformers read.
    /// </summary>
    /// <param name="directory">Made if it does not exist; files of the same names are replaced, each at once.</param>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory must not be written.</exception>
    public void Save(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);

        Read(() => EncoderDirectory.Write(directory, _model, _tokenizer, Options));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _access.EnterWriteLock();
        try
        {
            if (!_disposed)
            {
                _disposed = true;
                _model.Dispose();
            }
        }
        finally
        {
            _access.ExitWriteLock();
        }
    }

    /// <summary>A second encoder with weights of its own.</summary>
    internal SentenceEncoder Clone()
    {
        SentenceEncoder? clone = null;
        Read(() => clone = new SentenceEncoder(EncoderWeights.Clone(_model, _model.Pooler), _tokenizer, Options));
        return clone!;
    }

    /// <summary>Goes on with another model, which now belongs to this encoder.</summary>
    internal void Replace(TransformerModel model)
    {
        _access.EnterWriteLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _model.Dispose();
            _model = model;
        }
        finally
        {
            _access.ExitWriteLock();
        }
    }

    private int[][] Tokenize(IReadOnlyList<string> sentences, int start, int count)
    {
        var tokens = new int[count][];
        for (var i = 0; i < count; i++)
        {
            var sentence = sentences[start + i]
                ?? throw new ArgumentException($"Sentence {start + i} is null.", nameof(sentences));
            tokens[i] = _tokenizer.Encode(sentence, MaximumTokens);
        }

        return tokens;
    }

    private void EncodeBatch(int[][] tokens, int[] batch, Span<float> rows)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var padded = TokenBatch.Create([.. batch.Select(index => tokens[index])], _tokenizer.PaddingId);
        Tensor? pooled = null;
        Read(() => pooled = PooledEmbeddings.Compute(Pooling, _model, padded));
        var embeddings = Normalizes ? nn.functional.normalize(pooled!) : pooled!; // [batch, dimension]
        var values = ParameterMemory.Of(embeddings.contiguous());
        for (var row = 0; row < batch.Length; row++)
        {
            values.Slice(row * Dimension, Dimension).CopyTo(rows[(batch[row] * Dimension)..]);
        }
    }

    private void Read(Action action)
    {
        _access.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            action();
        }
        finally
        {
            _access.ExitReadLock();
        }
    }
}
